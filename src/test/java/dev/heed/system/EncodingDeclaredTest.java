package dev.heed.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A manifest says in which character encoding the files of its system are. */
class EncodingDeclaredTest {

    private static final String MANIFEST = """
            system: esp
            title: ESP
            kind: E-mail
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
    void nothingSaidIsUtf8() throws IOException {
        assertThat(read("description: nothing").encoding()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void itIsSaidInTheFileOrInTheEnvironment() throws IOException {
        assertThat(read("encoding: utf-16").encoding()).isEqualTo(StandardCharsets.UTF_16);
        assertThat(read("encoding: latin5").encoding().name()).isEqualTo("ISO-8859-9");
        assertThat(read("encoding: ${ESP_ENCODING:UTF-8}").encoding().name()).isEqualTo("ISO-8859-9");
        assertThat(read("encoding: ${UNHEARD_OF:UTF-8}").encoding()).isEqualTo(StandardCharsets.UTF_8);
    }

    /** Unknown; no name at all; only guessed from the letters; the platform's own; and no text. */
    @ParameterizedTest
    @ValueSource(strings = {"klingon-8", "'UTF 8'", "''", "x-JISAutoDetect", "x-UTF-16LE-BOM", "9", "[UTF-8]"})
    void whatNobodyKnowsIsRefusedWithTheLine(String name) {
        assertThatThrownBy(() -> read("encoding: " + name)).isInstanceOf(CannotStartException.class).hasMessageContaining("esp.yaml:7: ");
    }

    @Test
    void theRefusalSaysWhatWasExpected() {
        assertThatThrownBy(() -> read("encoding: klingon-8")).hasMessageContaining("'klingon-8' is no character encoding that is known here").hasMessageContaining("ISO-8859-9");
    }

    private Manifest read(String line) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("ESP_ENCODING", "ISO-8859-9")));
        return ManifestFile.read(Files.writeString(folder.resolve("esp.yaml"), MANIFEST.formatted(line)), key -> true, environment::resolvePlaceholders);
    }
}
