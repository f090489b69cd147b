package dev.heed.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heed.config.CannotStartException;
import dev.heed.evidence.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Where the signing key comes from. */
class EvidenceConfigurationTest {

    @TempDir
    Path home;

    private final MockEnvironment environment = new MockEnvironment();
    private final EvidenceConfiguration configuration = new EvidenceConfiguration(environment);

    @Test
    void isMadeOnceBesideTheEmbeddedDatabaseForItsOwnersEyesOnly() throws IOException {
        String first = key("", "").publicKey().id();

        assertThat(key("", "").publicKey().id()).isEqualTo(first);
        Path folder = home.resolve("evidence");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing-key.pem")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(Files.readString(folder.resolve("public-key.pem"))).startsWith("-----BEGIN PUBLIC KEY-----");
    }

    @Test
    void isNamedWhereTheDatabaseIsOneOfOthers() throws IOException {
        SigningKey key = SigningKey.generate();
        environment.setProperty("SIGNING_KEY", key.pem().replace("\n", "\\n"));
        Path file = Files.writeString(home.resolve("key.pem"), key.pem());

        assertThat(key("env:SIGNING_KEY", "jdbc:…").publicKey().id()).isEqualTo(key.publicKey().id());
        assertThat(key("file:" + file, "jdbc:…").publicKey().id()).isEqualTo(key.publicKey().id());
        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("", "jdbc:…")).withMessageContaining("no key to sign with");
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingWhatItFound() throws IOException {
        environment.setProperty("SIGNING_KEY", "secret");
        Path file = Files.writeString(home.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("env:SIGNING_KEY", ""))
                .withMessageStartingWith("heed.evidence.key names env:SIGNING_KEY").withMessageNotContaining("secret");
        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("file:" + file, "")).withMessageNotContaining("c2VjcmV0");
        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("env:NONE", "")).withMessageContaining("NONE");
        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("file:" + home.resolve("none"), "")).withMessageContaining("cannot be read");
        assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> key("secret", "")).withMessageNotContaining("secret");
    }

    @Test
    void believesItsOwnKeyAndTheFormerOnesThatAreNamed() throws IOException {
        SigningKey own = SigningKey.generate();
        SigningKey former = SigningKey.generate();
        Path file = Files.writeString(home.resolve("former.pem"), former.publicKey().pem());

        TrustedKeys keys = configuration.trustedKeys(new EvidenceSettings("", List.of("file:" + file), null, ""), own);
        assertThat(keys.byId()).containsOnlyKeys(own.publicKey().id(), former.publicKey().id());
    }

    private SigningKey key(String reference, String database) {
        return configuration.signingKey(new EvidenceSettings(reference, List.of(), null, ""), configuration.evidenceFolder(home), database);
    }
}
