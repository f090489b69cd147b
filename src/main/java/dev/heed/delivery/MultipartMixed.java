package dev.heed.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code multipart/mixed} with HTTP answers in its parts, one within another where a change set was answered. */
final class MultipartMixed {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)multipart/mixed\\s*;.*?boundary=(?:\"([^\"]+)\"|([^\\s;]+)).*");

    /**
     * An HTTP answer.
     *
     * @param line    its status line
     * @param headers by their names in lower case
     */
    record Part(String line, Map<String, String> headers, String content) {
    }

    private MultipartMixed() {
    }

    /** @throws IOException if the body does not end as it should: what was cut off is not known to be done or not */
    static List<Part> answers(byte[] body, String type) throws IOException {
        List<Part> answers = new ArrayList<>();
        // one character a byte, so that nothing is changed before the parts are apart
        read(body == null ? "" : new String(body, StandardCharsets.ISO_8859_1), type, answers);
        return answers;
    }

    private static void read(String body, String type, List<Part> answers) throws IOException {
        Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
        if (!boundary.matches()) {
            throw new IOException("the answer of a batch is no multipart/mixed");
        }
        String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        String[] pieces = ("\n" + body).split("\\r?\\n" + Pattern.quote(delimiter), -1);
        if (pieces.length < 2 || !pieces[pieces.length - 1].startsWith("--")) {
            throw new IOException("the answer of a batch is cut off");
        }
        for (int i = 1; i < pieces.length - 1; i++) {
            String[] part = split(pieces[i].replaceFirst("^[ \\t]*\\r?\\n", ""));
            String inside = headers(part[0]).getOrDefault("content-type", "");
            if (BOUNDARY.matcher(inside).matches()) {
                read(part[1], inside, answers);
            } else {
                answers.add(answer(part[1]));
            }
        }
    }

    private static Part answer(String http) {
        String[] line = http.split("\\r?\\n", 2);
        String[] rest = split(line.length < 2 ? "" : line[1]);
        return new Part(line[0], headers(rest[0]), new String(rest[1].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** Headers, and what follows the first empty line. */
    private static String[] split(String text) {
        Matcher blank = Pattern.compile("^\\r?\\n|\\r?\\n\\r?\\n").matcher(text);
        return blank.find() ? new String[] {text.substring(0, blank.start()), text.substring(blank.end())} : new String[] {text, ""};
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines.split("\\r?\\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}
