package dev.heed.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.HeedTest;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** {@code java -jar heed.jar dry-run}, on the database of a Heed that runs. */
@HeedTest(properties = "heed.home=src/test/resources/homes/past")
@Import(Told.class)
class DryRunCommandTest {

    private static final List<String> DATABASE = List.of("heed.data", "heed.database.url", "heed.database.login.username", "heed.database.login.password",
            "heed.database.owner.username", "heed.database.owner.password", "heed.sealing.master-key", "HEED_MASTER_KEY", "heed.home");

    @TempDir
    Path folder;
    @Autowired
    private Environment environment;
    @Autowired
    private Told told;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Proposed proposed;
    private Instant since;

    @BeforeEach
    void fromNowOn() {
        proposed = Proposed.in(folder.resolve("proposed"));
        since = Told.now();
    }

    @Test
    void endsWithNothingToReportWhereNothingWouldDiffer() {
        told.text(Told.phone(), "STOP");

        assertThat(dryRun("--home", proposed.folder().toString(), "--since=" + since)).isZero();
        assertThat(said()).contains("1 changes since " + since + " and 1 subjects looked at").contains("Nothing would differ.");
    }

    @Test
    void endsWithOneAndListsWhatWouldDifferInItsFile() throws IOException {
        String email = Told.email();
        UUID subject = told.crm("crm-9", email, "");
        told.shop(email, "email/marketing", "granted", Actor.SUBJECT, Evidence.FORM, "2020-05-20T10:00:00Z");
        String phone = Told.phone();
        told.text(phone, "STOP");
        proposed.with(Proposed.POLICY, "lifting:", "grants: {expire: P2Y}\nlifting:").with(Proposed.TEXTING_TABLE, "STOP: withdrawn", "STOP: denied");
        Path csv = folder.resolve("differences.csv");

        assertThat(dryRun("--home=" + proposed.folder(), "--since", since.toString(), "--csv", csv.toString())).isEqualTo(1);

        assertThat(said()).contains("2 states of 2 subjects would differ: expired 1, not-said 1").contains("1 system values would differ").contains("crm")
                .contains(subject + " holds email/marketing at email: granted -> expired").contains("1 kept messages read again: 1 tell something else (1 statements)");
        assertThat(Files.readAllLines(csv)).hasSize(1 + 4).first().asString().startsWith("kind,subject,system,record,key,contactPoint,now,then,ruleNow,ruleThen");
        assertThat(Files.readString(csv)).contains("value," + subject + ",crm,crm-9,email/marketing,,false (granted),true (withdrawn),holds,expired");
        for (String personal : List.of(email, phone, phone.substring(1))) {
            assertThat(said() + Files.readString(csv)).as("addresses and numbers are not told").doesNotContain(personal);
        }
    }

    @Test
    void namesTheFileAndTheLineThatIsWrongAndRunsNothing() throws IOException {
        told.text(Told.phone(), "STOP");
        proposed.with(Proposed.POLICY, "concurrencyWindow: PT2S", "concurrencyWindow: soon");
        Path csv = folder.resolve("differences.csv");

        assertThat(dryRun("--home", proposed.folder().toString(), "--since", since.toString(), "--csv", csv.toString())).isEqualTo(2);
        assertThat(said()).contains(proposed.folder().resolve("config/policy.yaml") + ":2: ").doesNotContain("looked at");
        assertThat(csv).doesNotExist();
    }

    @Test
    void namesAFieldThatIsMissingForWhatAManifestHolds() {
        proposed.with(Proposed.CRM, "  language: {}", "  language: {}\n  wish: {}");

        assertThat(dryRun("--home", proposed.folder().toString(), "--since", since.toString())).isEqualTo(2);
        assertThat(said()).containsPattern("config/systems/crm.yaml:\\d+: holds wish, but mappings/crm.mapping.yaml has no field that means it");
    }

    @Test
    void saysWhatKeepsItFromTelling() {
        assertThat(dryRun("--home", folder.resolve("nowhere").toString(), "--since", since.toString())).isEqualTo(2);
        assertThat(said()).contains("There is no folder").contains("Usage: dry-run --home FOLDER --since INSTANT");
        assertThat(dryRun("--home", proposed.folder().toString())).isEqualTo(2);
        assertThat(said()).contains("--since is to say from when on");
        assertThat(dryRun("--home", proposed.folder().toString(), "--since", "yesterday")).isEqualTo(2);
        assertThat(said()).contains("--since is to look like 2026-11-01T00:00:00Z");
        assertThat(dryRun("quickly")).isEqualTo(2);
        assertThat(said()).contains("does not know what to do with quickly");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private int dryRun(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        DATABASE.forEach(setting -> all.add("--" + setting + "=" + environment.getProperty(setting)));
        return DryRunCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), all.toArray(String[]::new));
    }
}
