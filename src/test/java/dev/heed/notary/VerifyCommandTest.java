package dev.heed.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.evidence.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar heed.jar verify}. */
class VerifyCommandTest {

    @TempDir
    Path home;

    private WrittenLedger ledger;
    private UUID bad;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void aLedger() throws IOException {
        ledger = new WrittenLedger(home, 4);
        bad = ledger.write(ledger.subject(), 3).get(1);
        ledger.notary().take();
        ledger.exporting().append();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void endsWithNothingToReportWhereAllIsSound() throws IOException {
        assertThat(verify("--checkpoints", ledger.export.path().toString(), "--public-key=" + publicKey(ledger.key))).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("3 entries in 1 chains, 3 of them under 1 checkpoints; 1 exported").contains("All of it is sound.");
    }

    @Test
    void endsWithOneAndNamesTheEntryThatIsBad() throws IOException {
        ledger.tamper("update ledger set rule = 'other' where entry_id = ?", bad);

        assertThat(verify("--public-key", publicKey(ledger.key))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT SOUND: 1 faults").contains("Entry " + bad + " (position 2");
    }

    @Test
    void believesTheKeyThatIsNamedAndNoOther() throws IOException {
        assertThat(verify("--public-key", publicKey(SigningKey.generate()))).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("a key that the configuration does not name");
    }

    @Test
    void takesTheConfiguredKeyIfNoneIsNamed() throws IOException {
        Path key = Files.writeString(home.resolve("signing-key.pem"), ledger.key.pem());

        assertThat(verify("--heed.evidence.key=file:" + key)).isZero();
    }

    @Test
    void saysWhatKeepsItFromTelling() throws IOException {
        assertThat(verify("--checkpoints", home.resolve("none.jsonl").toString(), "--public-key", publicKey(ledger.key))).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("There is no file");
        assertThat(verify("--public-key")).isEqualTo(2);
        assertThat(verify("quickly")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("does not know what to do with quickly");
    }

    private String publicKey(SigningKey key) throws IOException {
        return Files.writeString(home.resolve("public-key.pem"), key.publicKey().pem()).toString();
    }

    private int verify(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(0, List.of("--heed.data=" + home.resolve("data"), "--heed.database.url=" + ledger.application.getJdbcUrl(),
                "--heed.database.login.username=" + ledger.application.getUsername(), "--heed.database.login.password=" + ledger.application.getPassword(),
                "--heed.database.owner.username=" + ledger.owner.getUsername(), "--heed.database.owner.password=" + ledger.owner.getPassword()));
        return VerifyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
    }
}
