package dev.heed.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import dev.heed.config.YamlFile;
import dev.heed.system.Manifest.Erasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A manifest says whether records are deleted with their person, and says so only if somebody has decided it. */
class ErasureDeclaredTest {

    private static final String MANIFEST = """
            system: crm
            title: CRM
            kind: CRM
            records: observed
            proof: echo
            holds: {}
            %s
            limits: {batch: 1, batchWait: 1, requests: 1, period: 1}
            answers: []
            """;

    @TempDir
    private Path folder;

    @Test
    void nothingSaidIsToSuppress() throws IOException {
        assertThat(read("description: nothing").erasure()).isEqualTo(Erasure.SUPPRESS);
    }

    @Test
    void itIsSaidInTheFileOrInTheEnvironment() throws IOException {
        assertThat(read("erasure: delete").erasure()).isEqualTo(Erasure.DELETE);
        assertThat(read("erasure: ${UNHEARD_OF:suppress}").erasure()).isEqualTo(Erasure.SUPPRESS);
        assertThat(read("erasure: ${CRM_ERASURE:suppress}").erasure()).isEqualTo(Erasure.DELETE);
    }

    @Test
    void anythingElseIsRefusedWithTheLine() {
        assertThatThrownBy(() -> read("erasure: forget")).isInstanceOf(CannotStartException.class).hasMessageContaining("crm.yaml:7: ");
        assertThatThrownBy(() -> read("erasure: ${CRM_NONSENSE:suppress}")).isInstanceOf(CannotStartException.class)
                .hasMessageContaining("crm.yaml:7: 'maybe' is neither suppress nor delete");
    }

    @Test
    void noManifestThatIsShippedDeletesUnlessSomebodySaysSo() {
        assertThat(YamlFile.in(Path.of("config/systems"), ".yaml")).isNotEmpty().allSatisfy(file ->
                assertThat(ManifestFile.read(file, key -> true, new StandardEnvironment()::resolvePlaceholders).erasure()).isEqualTo(Erasure.SUPPRESS));
    }

    private Manifest read(String line) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("CRM_ERASURE", "delete", "CRM_NONSENSE", "maybe")));
        return ManifestFile.read(Files.writeString(folder.resolve("crm.yaml"), MANIFEST.formatted(line)), key -> true, environment::resolvePlaceholders);
    }
}
