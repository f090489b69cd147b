package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing was found means something only if what is there is found. */
class TracesTest {

    private static final String WORDS = "ada.7391@example.com";

    @TempDir
    private Path folder;

    @Test
    void whatIsThereIsFoundHoweverItIsWritten() throws IOException {
        for (String before : List.of("", "x", "xy", "xyz", "wxyz")) {
            String text = before + WORDS + "&more";
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            found(utf8);
            found(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            found(text.getBytes(StandardCharsets.UTF_16BE));
            found(text.getBytes(StandardCharsets.UTF_16LE));
            found(URLEncoder.encode(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
            found(HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.UTF_8));
            found(Base64.getEncoder().encode(utf8));
            found(Base64.getEncoder().encodeToString(utf8).getBytes(StandardCharsets.UTF_16BE));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        found("ada.7392@example.com".getBytes(StandardCharsets.UTF_8), false);
        found(new byte[10_000], false);
    }

    private void found(byte[] bytes) throws IOException {
        found(bytes, true);
    }

    private void found(byte[] bytes, boolean there) throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.write(folder.resolve("deep/file"), bytes);
        assertThat(Traces.of(List.of("nobody", WORDS), folder)).isEqualTo(there ? List.of(WORDS + " in " + Path.of("deep", "file")) : List.of());
    }
}
