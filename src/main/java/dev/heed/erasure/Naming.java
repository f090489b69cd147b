package dev.heed.erasure;

import dev.heed.change.ContactPoint;
import dev.heed.deciding.RecordView;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Message;
import java.net.IDN;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a person is named in a message. What was parked was often parked because it could not be read, so nothing is taken for granted of its
 * form: it is looked through as text, as it came and with each escape undone that a form or JSON may have put over it, and the same address,
 * number or id is found however it is spelled. Longer ones that only contain it are somebody else's.
 */
final class Naming {

    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final Pattern BACKSLASH = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);
    /** What people write between the digits of a number. Not more than this, or a page of blanks would be climbed through. */
    private static final String BETWEEN = "(?:\\(0\\)|[\\p{Z}\\p{Pd}\\p{Cf}\\t()./]){0,5}";
    private static final String NO_DIGIT_BEFORE = "(?<!\\p{Nd})";
    private static final String NO_DIGIT_AFTER = "(?!\\p{Nd})";
    /** Another country's number may be the same from there on. */
    private static final String NO_COUNTRY_BEFORE = "(?<!\\+\\d{1,3}[\\p{Z}\\p{Pd}(]{0,2})";
    private static final String FROM_ABROAD = "(?:0(?:0|11)" + BETWEEN + ")?";
    private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";
    private static final String NO_ADDRESS_BEFORE = "(?<![\\p{L}\\p{N}._+-])";
    /** Dates, times and versions are full of small numbers. */
    private static final String NO_FIGURE_BEFORE = "(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][-.:])";
    private static final String NO_FIGURE_AFTER = "(?![\\p{L}\\p{N}]|[-.:][\\p{L}\\p{N}])";

    /** A form in a form, or JSON in it. Undoing more would be work that whoever writes the message could make endless. */
    private static final int LAYERS = 4;

    /** @param system whose messages name somebody by it, null for all */
    private record Name(String system, Pattern pattern) {
    }

    private final List<Name> names;

    /** @param writing tells how numbers are written at home */
    Naming(Collection<ContactPoint> points, Collection<RecordView> records, ContactPoints writing) {
        Stream<Name> ofPoints = points.stream().flatMap(point -> point.kind() == ContactPoint.Kind.EMAIL ? address(point) : number(point, writing))
                .map(pattern -> new Name(null, Pattern.compile(pattern)));
        this.names = Stream.concat(ofPoints, records.stream().map(Naming::id)).toList();
    }

    boolean isIn(String system, Message message) {
        List<Pattern> sought = names.stream().filter(name -> name.system() == null || name.system().equals(system)).map(Name::pattern).toList();
        return texts(message).stream().anyMatch(text -> sought.stream().anyMatch(pattern -> pattern.matcher(text).find()));
    }

    private static Stream<String> address(ContactPoint point) {
        int at = point.value().indexOf('@');
        return Stream.of(point.value(), point.value().substring(0, at + 1) + IDN.toUnicode(point.value().substring(at + 1))).distinct()
                .map(address -> NO_ADDRESS_BEFORE + Pattern.quote(plain(address)) + NO_FIGURE_AFTER);
    }

    private static Stream<String> number(ContactPoint point, ContactPoints writing) {
        return Stream.concat(Stream.of(NO_DIGIT_BEFORE + FROM_ABROAD + digits(point.value().substring(1))),
                writing.dialledAtHome(point).map(dialled -> NO_DIGIT_BEFORE + NO_COUNTRY_BEFORE + digits(dialled)).stream()).map(number -> number + NO_DIGIT_AFTER);
    }

    private static String digits(String digits) {
        return String.join(BETWEEN, digits.split(""));
    }

    /** One that is nothing but a number means something in its own system only. */
    private static Name id(RecordView record) {
        return record.id().matches("[0-9]+") ? new Name(record.system(), Pattern.compile(NO_FIGURE_BEFORE + record.id() + NO_FIGURE_AFTER))
                : new Name(null, Pattern.compile(NO_WORD_BEFORE + Pattern.quote(plain(record.id())) + NO_WORD_AFTER));
    }

    private static Set<String> texts(Message message) {
        Set<String> texts = new LinkedHashSet<>();
        for (Charset charset : charsets(message)) {
            // the zeroes of a text that is in UTF-16 and does not say so
            String text = new String(message.body(), charset).replace("\0", "");
            texts.add(plain(text));
            Stream.iterate(message.form() ? text.replace('+', ' ') : text, layer -> unescaped(layer, charset)).limit(1 + LAYERS).map(Naming::plain).forEach(texts::add);
        }
        return texts;
    }

    /** The one it claims may not be its own. */
    private static Set<Charset> charsets(Message message) {
        try {
            return new LinkedHashSet<>(List.of(message.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(message.charset()), StandardCharsets.UTF_8));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Set.of(StandardCharsets.UTF_8);
        }
    }

    private static String unescaped(String text, Charset charset) {
        String decoded = PERCENT.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(
                new String(HexFormat.of().parseHex(escape.group().replace("%", "")), charset)));
        return BACKSLASH.matcher(decoded).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        return escape.group(1) != null ? String.valueOf((char) Integer.parseInt(escape.group(1), 16)) : "nrtbf".contains(escape.group(2)) ? " " : escape.group(2);
    }

    /** One form for what looks alike: lower case, and digits of any script as ours. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).codePoints()
                .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point).forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
