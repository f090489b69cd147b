package dev.heed.delivery;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.heed.change.Attribute;
import dev.heed.change.ContactPoint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the person out of what a system says: the values it was sent, and whatever looks like an e-mail address or a
 * number, become {@code …}. The rest stays the system's own words.
 */
final class Redaction {

    private static final String GONE = "…";
    private static final int LONGEST_WORDS = 500;
    /** Nobody reads more of it, and what is cut off here is no half address in what is kept. */
    private static final int LONGEST_READ = 10_000;
    /** A long value is known by its beginning, for systems quote it cut short. */
    private static final int ENOUGH = 12;

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:\"[^\"@]{1,64}\"|[^\\s\"'<>(),;:=\\[\\]{}|]{1,64})(?:@|＠|%40|&#64;)[^\\s\"'<>(),;:=\\[\\]{}|&]{0,255}", Pattern.CASE_INSENSITIVE);
    /** Seven digits of any script or more, with what people write between them. A GUID or a code in hex stands: a system's support asks for it. */
    private static final Pattern NUMBER = Pattern.compile(
            "((?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])|\\b0x[0-9a-f]{1,16}\\b)"
                    + "|(?:\\+|%2B)?\\p{Nd}(?:[\\s().\\-/\u2010-\u2015\u2212]{0,3}+\\p{Nd}){6,}+", Pattern.CASE_INSENSITIVE);

    private Redaction() {
    }

    /** @param rows whose values may be repeated in the words */
    static String of(String words, Collection<Batch.Row> rows) {
        return of(words, rows.stream().flatMap(Redaction::values));
    }

    /** @param sent what may be repeated in the words */
    static String of(String words, Stream<String> sent) {
        if (words == null) {
            return null;
        }
        String text = ESCAPED.matcher(words.length() <= LONGEST_READ ? words : words.substring(0, LONGEST_READ))
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        List<String> values = sent.flatMap(value -> Stream.of(value, new String(JsonStringEncoder.getInstance().quoteAsString(value))))
                .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        for (String value : values) {
            text = without(value, text);
        }
        text = ADDRESS.matcher(text).replaceAll(GONE);
        text = NUMBER.matcher(text).replaceAll(match -> match.group(1) == null ? GONE : match.group(1));
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS);
    }

    /** What says who it is, and what was said in words of one's own. Whether it was yes or no may be told. */
    private static Stream<String> values(Batch.Row row) {
        return Stream.concat(
                Stream.concat(Stream.of(row.record().id()), Stream.of(row.record().email(), row.record().phone()).filter(Objects::nonNull).map(ContactPoint::value)),
                row.tokens().entrySet().stream().filter(said -> said.getKey() instanceof Attribute).map(Map.Entry::getValue))
                .filter(value -> value.strip().length() > 1);
    }

    private static String without(String value, String text) {
        int known = Math.min(value.length(), ENOUGH);
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.regionMatches(true, at, value, 0, known) ? equalUntil(value, text, at, known) : at;
            if (end > at && isWord(text, at, end, value.length() > ENOUGH)) {
                left.append(GONE);
                at = end;
            } else {
                left.append(text.charAt(at++));
            }
        }
        return left.toString();
    }

    private static int equalUntil(String value, String text, int at, int known) {
        int length = known;
        while (length < value.length() && text.regionMatches(true, at + length, value, length, 1)) {
            length++;
        }
        return at + length;
    }

    /** A short value may be part of a longer word, and is not meant then: the language {@code en} in "sent". */
    private static boolean isWord(String text, int from, int to, boolean isLong) {
        return isLong || !((from > 0 && Character.isLetterOrDigit(text.charAt(from - 1)) && Character.isLetterOrDigit(text.charAt(from)))
                || (to < text.length() && Character.isLetterOrDigit(text.charAt(to)) && Character.isLetterOrDigit(text.charAt(to - 1))));
    }
}
