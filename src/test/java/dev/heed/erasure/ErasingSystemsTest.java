package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.system.Manifest;
import dev.heed.system.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/** A system that is to delete and has no route for it would never answer: that is said at start. */
class ErasingSystemsTest {

    @TempDir
    private Path home;

    @Test
    void aSystemThatIsToDeleteHasARouteThatDoes() throws IOException {
        Systems systems = systems("delete");
        assertThatThrownBy(() -> new ErasingSystems(systems, home.toString())).isInstanceOf(CannotStartException.class)
                .hasMessageContaining("twilio.yaml:").hasMessageContaining("routes/twilio/twilio-erase.camel.yaml");

        Files.createDirectories(home.resolve("routes/twilio"));
        Files.createFile(home.resolve("routes/twilio/twilio-erase.camel.yaml"));
        assertThat(new ErasingSystems(systems, home.toString()).deleting()).containsExactly("twilio");
    }

    @Test
    void aSystemThatSuppressesNeedsNone() throws IOException {
        ErasingSystems erasing = new ErasingSystems(systems("suppress"), home.toString());
        assertThat(erasing.deleting()).isEmpty();
        assertThat(erasing.suppressing()).containsExactly("twilio");
    }

    private Systems systems(String erasure) throws IOException {
        Path folder = Files.createDirectories(home.resolve("config/systems"));
        Path file = Files.writeString(folder.resolve("twilio.yaml"),
                Files.readString(Path.of("config/systems/twilio.yaml")).replaceFirst("(?m)^erasure: suppress", "erasure: " + erasure));
        Manifest manifest = ManifestFile.read(file, key -> true, new StandardEnvironment()::resolvePlaceholders);
        return new Systems(Map.of("twilio", new SystemCard(manifest, null)));
    }
}
