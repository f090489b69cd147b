package dev.heed.erasure;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is left of words in the files of a folder: in lower and upper case, as they are, percent-encoded as in a form, in hexadecimal as PostgreSQL shows
 * bytes, and in Base64, wherever in a longer text they begin; and each of these in UTF-8 and in the UTF-16 of the broker's texts.
 */
final class Traces {

    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private Traces() {
    }

    /** Each with the file where it was found. */
    static List<String> of(List<String> words, Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("binaries")).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                words.stream().filter(word -> writings(word).anyMatch(bytes::contains)).forEach(word -> found.add(word + " in " + folder.relativize(file)));
            }
        }
        return found;
    }

    private static Stream<String> writings(String words) {
        return Stream.of(words, words.toLowerCase(Locale.ROOT), words.toUpperCase(Locale.ROOT)).distinct()
                .flatMap(text -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8), HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)),
                        base64(text, 0), base64(text, 1), base64(text, 2))).distinct()
                .flatMap(text -> CHARSETS.stream().map(text::getBytes)).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The letters that are the same whatever stands before and after it. */
    private static String base64(String text, int before) {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[before + words.length];
        System.arraycopy(words, 0, shifted, before, words.length);
        return Base64.getEncoder().encodeToString(shifted).substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6);
    }
}
