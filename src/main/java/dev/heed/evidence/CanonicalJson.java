package dev.heed.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * JSON in the one form that RFC 8785 gives a value, so that a hash of it means the value. Made of maps, collections, texts, numbers, booleans and
 * nulls; what JSON cannot say exactly (half a surrogate pair, an integer beyond 2^53, no number at all) is refused, for two values must not share a hash.
 */
public final class CanonicalJson {

    static final long LARGEST = (1L << 53) - 1;

    private final StringBuilder json = new StringBuilder(1024);

    private CanonicalJson() {
    }

    public static byte[] of(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Object value) {
        CanonicalJson writer = new CanonicalJson();
        writer.value(value);
        return writer.json.toString();
    }

    /** Whether every reader of JSON reads this integer as it is. */
    static boolean exact(long number) {
        return -LARGEST <= number && number <= LARGEST;
    }

    private void value(Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Map<?, ?> members) {
            object(members);
        } else if (value instanceof Collection<?> elements) {
            array(elements);
        } else if (value instanceof Long || value instanceof Integer) {
            integer(((Number) value).longValue());
        } else if (value instanceof Double number) {
            number(number);
        } else if (value == null || value instanceof Boolean) {
            json.append(value);
        } else {
            throw new IllegalArgumentException("JSON has nothing for " + value.getClass().getName());
        }
    }

    private void object(Map<?, ?> members) {
        String separator = "{";
        // Java orders texts by their UTF-16 units, as the RFC does.
        for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
            json.append(separator);
            string((String) member.getKey());
            json.append(':');
            value(member.getValue());
            separator = ",";
        }
        json.append(members.isEmpty() ? "{}" : "}");
    }

    private void array(Collection<?> elements) {
        json.append('[');
        for (Iterator<?> rest = elements.iterator(); rest.hasNext(); ) {
            value(rest.next());
            json.append(rest.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private void integer(long number) {
        if (!exact(number)) {
            throw new IllegalArgumentException("An integer beyond 2^53 is no JSON number: write it as text");
        }
        json.append(number);
    }

    private void number(double number) {
        try {
            json.append(NumberToJSON.serializeNumber(number));
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON has neither infinity nor what is not a number", e);
        }
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < ' ' || unit == '"' || unit == '\\') {
                escaped(unit);
            } else if (!Character.isSurrogate(unit)) {
                json.append(unit);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                json.append(unit).append(text.charAt(++i));
            } else {
                throw new IllegalArgumentException("Half of a surrogate pair is no text");
            }
        }
        json.append('"');
    }

    private void escaped(char unit) {
        int shortForm = "\b\t\n\f\r\"\\".indexOf(unit);
        json.append(shortForm < 0 ? "\\u%04x".formatted((int) unit) : "\\" + "btnfr\"\\".charAt(shortForm));
    }
}
