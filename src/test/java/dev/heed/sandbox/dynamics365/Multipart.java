package dev.heed.sandbox.dynamics365;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a multipart body: its headers (names in lower case) and the bytes below them. Lines end in CR LF, or it is refused. */
record Multipart(Map<String, String> headers, byte[] content) {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)multipart/mixed\\s*;.*?boundary=(?:\"([^\"]+)\"|([^\\s;]+)).*");

    static Optional<String> boundary(String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        return matcher.matches() ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)) : Optional.empty();
    }

    static List<Multipart> parts(byte[] body, String boundary) {
        String text = "\r\n" + latin(body);
        String delimiter = "\r\n--" + boundary;
        int end = text.indexOf(delimiter + "--\r\n");
        if (end < 0) {
            throw unreadable();
        }
        List<Multipart> parts = new ArrayList<>();
        int start = text.indexOf(delimiter + "\r\n");
        while (start >= 0 && start < end) {
            int from = start + delimiter.length() + 2;
            int next = text.indexOf(delimiter + "\r\n", from - 2);
            parts.add(part(text.substring(from, next < 0 || next > end ? Math.max(from, end) : next)));
            start = next;
        }
        return parts;
    }

    /** Splits headers from content at the first empty line. */
    static Multipart part(String text) {
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0 && !text.endsWith("\r\n")) {
            throw unreadable();
        }
        String head = blank < 0 ? text : text.substring(0, blank);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.indexOf('\n') >= 0) {
                throw unreadable();
            }
            headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new Multipart(headers, blank < 0 ? new byte[0] : bytes(text.substring(blank + 4)));
    }

    static WebApiException unreadable() {
        return WebApiException.badRequest("System.ArgumentException: Stream was not readable.");
    }

    /** One character a byte, so that bytes survive being handled as text. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
