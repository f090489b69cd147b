package dev.heed.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of a text, and the encoding they are in: that of its byte order mark, which leaves nothing to guess, or else the
 * one that was declared. Its lines are found without being read, so that one that is no text harms no other.
 */
final class EncodedText {

    /** In this order, for the mark of UTF-32 begins with that of UTF-16. */
    private static final Map<Charset, byte[]> MARKS = marks("UTF-8", "UTF-32BE", "UTF-32LE", "UTF-16BE", "UTF-16LE");

    private final byte[] bytes;
    private final Charset charset;
    private final byte[] lineBreak;
    private final int begin;

    EncodedText(byte[] bytes, Charset declared) {
        this.bytes = bytes;
        Charset marked = MARKS.keySet().stream().filter(one -> startsWith(bytes, MARKS.get(one))).findFirst().orElse(null);
        this.begin = marked == null ? 0 : MARKS.get(marked).length;
        this.charset = marked == null ? inBigEndian(declared) : marked;
        this.lineBreak = "\n".getBytes(charset);
    }

    Charset charset() {
        return charset;
    }

    /** Behind the byte order mark. */
    int begin() {
        return begin;
    }

    int end() {
        return bytes.length;
    }

    /** Where the line that begins here ends: at its line break, or with the text. */
    int lineEnd(int start) {
        for (int at = start; at + lineBreak.length <= bytes.length; at += lineBreak.length) {
            if (isLineBreak(at)) {
                return at;
            }
        }
        return bytes.length;
    }

    /** Where the next line begins. */
    int behind(int lineEnd) {
        return Math.min(lineEnd + lineBreak.length, bytes.length);
    }

    /** Null if these bytes are no text in its encoding. */
    String text(int start, int end) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    byte[] bytes(int start, int end) {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** Whether its last line has an end; where null characters stand between the letters it is in another encoding, and waiting for more would not mend that. */
    boolean isWhole() {
        int last = bytes.length - lineBreak.length;
        return last >= begin && (last - begin) % lineBreak.length == 0 && isLineBreak(last) || lineBreak.length == 1 && holdsNull();
    }

    private boolean holdsNull() {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isLineBreak(int at) {
        for (int i = 0; i < lineBreak.length; i++) {
            if (bytes[at + i] != lineBreak[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    /** What says no order of its bytes and bears no mark has the greater first (Unicode, D98 and D101). */
    private static Charset inBigEndian(Charset declared) {
        return switch (declared.name()) {
            case "UTF-16" -> StandardCharsets.UTF_16BE;
            case "UTF-32" -> Charset.forName("UTF-32BE");
            default -> declared;
        };
    }

    private static Map<Charset, byte[]> marks(String... encodings) {
        Map<Charset, byte[]> marks = new LinkedHashMap<>();
        for (String encoding : encodings) {
            Charset charset = Charset.forName(encoding);
            marks.put(charset, "\uFEFF".getBytes(charset));
        }
        return marks;
    }
}
