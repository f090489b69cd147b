package dev.heed.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the master key comes from, and what is derived from it. */
class MasterKeyTest {

    private static final String KEY = "aGVlZCB0ZXN0cyBzZWFsIHdpdGggdGhpcyBrZXkhISE=";

    @TempDir
    private Path folder;

    @Test
    void isReadFromAVariableOrFromAFileThatAVaultsAgentWrites() throws IOException {
        Path file = Files.writeString(folder.resolve("master.key"), KEY + "\n");
        byte[] hash = read("env:HEED_KEY", Map.of("HEED_KEY", KEY)).hash("email:ada@example.com");

        assertThat(read("file:" + file, Map.of()).hash("email:ada@example.com")).isEqualTo(hash).hasSize(32);
        assertThat(read("env:HEED_KEY", Map.of("HEED_KEY", " " + KEY.substring(0, 20) + "\n" + KEY.substring(20) + "\n")).hash("email:ada@example.com"))
                .as("broken into lines, as openssl does").isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
            "env:NONE, 'is to be in the environment variable NONE, and that is not set'",
            "env:BLANK, 'is to be in the environment variable BLANK, and that is not set'",
            "file:none/master.key, 'is to be in the file none/master.key, and that cannot be read'",
            "c2VjcmV0, says neither env: nor file:",
            "vault:secret/heed, says neither env: nor file:",
            "env:SHORT, 'names env:SHORT, which has 6 bytes, not 32'",
            "env:LONG, 'names env:LONG, which has 33 bytes, not 32'",
            "env:CUT, 'names env:CUT, which is not in Base64'"})
    void saysWhatIsWrongAndHowToMakeOneWithoutRepeatingWhatItFound(String reference, String sentence) {
        Map<String, String> environment = Map.of("BLANK", " ", "SHORT", "c2VjcmV0", "LONG", Base64.getEncoder().encodeToString(new byte[33]), "CUT", "c2VjcmV0c");

        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> read(reference, environment))
                .withMessage("heed.sealing.master-key " + sentence + ".").withMessageNotContaining("c2VjcmV0");
        assertThat(MasterKey.EXPECTED).contains("env:NAME", "file:PATH", "openssl rand -base64 32");
    }

    @Test
    void isNewEachTimeOneIsMade() {
        String made = MasterKey.random();
        assertThat(Base64.getDecoder().decode(made)).hasSize(Seal.KEY_BYTES);
        assertThat(MasterKey.random()).isNotEqualTo(made);
    }

    @Test
    void hasThirtyTwoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MasterKey(new byte[31])).withMessageContaining("31");
    }

    @Test
    void givesEveryPurposeAKeyOfItsOwnAndIsNoneOfThem() {
        byte[] secret = Seal.random(Seal.KEY_BYTES);
        MasterKey key = new MasterKey(secret);
        assertThat(key.wrapping().getEncoded()).isNotEqualTo(key.waiting().getEncoded()).isNotEqualTo(secret);
        assertThat(key.waiting().getEncoded()).isNotEqualTo(secret);
    }

    @Test
    void hashesTheSameToTheSameAndOnlyWithTheSameKey() {
        MasterKey key = new MasterKey(Seal.random(Seal.KEY_BYTES));
        assertThat(key.hash("email:ada@example.com")).isEqualTo(key.hash("email:ada@example.com")).isNotEqualTo(key.hash("email:ben@example.com"));
        assertThat(new MasterKey(Seal.random(Seal.KEY_BYTES)).hash("email:ada@example.com")).isNotEqualTo(key.hash("email:ada@example.com"));
    }

    @Test
    void saysNothingOfItself() {
        assertThat(read("env:HEED_KEY", Map.of("HEED_KEY", KEY))).hasToString("MasterKey[…]");
    }

    private static MasterKey read(String reference, Map<String, String> environment) {
        return MasterKey.read(reference, environment::get);
    }
}
