package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * What of a change's provenance a native field takes.
 *
 * @param text   words with {@code ${source}}, {@code ${record}}, {@code ${event}}, {@code ${actor}}, {@code ${collection}},
 *               {@code ${evidence}} and {@code ${capturedAt}} in them
 * @param time   pattern of java.time for {@code ${capturedAt}}, in UTC; null for ISO 8601 to the second
 * @param values translates the finished text, for fields that take only values of a list; {@code *} for any other
 * @param beside true if the field stands in the same element as the field it tells the origin of
 * @param permissions true if the field is about permissions and must not tell where an attribute comes from
 * @param with   the one field whose origin it tells, null if that of any
 * @param longest code points the field takes, 0 for no limit
 */
record Source(String text, String time, Map<String, String> values, boolean beside, boolean permissions, Path with, int longest) {

    boolean tells(Field field) {
        return (!permissions || field.means() instanceof Permission) && (with == null || with.equals(field.path()));
    }

    void write(ObjectNode document, Path field, Path path, Provenance origin) {
        String words = words(origin);
        // what a value list gives for a choice is its number
        JsonNode value = !values.isEmpty() && words.matches("\\d{1,18}") ? LongNode.valueOf(Long.parseLong(words)) : TextNode.valueOf(words);
        if (beside) {
            path.write(field.parent(document), value);
        } else {
            path.write(document, value);
        }
    }

    private String words(Provenance origin) {
        String words = text
                .replace("${source}", origin.source())
                .replace("${record}", origin.record())
                .replace("${event}", origin.event())
                .replace("${actor}", origin.actor().text())
                .replace("${collection}", origin.collectionPoint())
                .replace("${evidence}", origin.evidence().text())
                .replace("${capturedAt}", at(origin.capturedTo()));
        String value = values.getOrDefault(words, values.getOrDefault("*", words));
        return longest == 0 || value.codePointCount(0, value.length()) <= longest ? value
                : value.substring(0, value.offsetByCodePoints(0, longest));
    }

    private String at(Instant instant) {
        Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
        return time == null ? seconds.toString()
                : DateTimeFormatter.ofPattern(time, Locale.ENGLISH).withZone(ZoneOffset.UTC).format(seconds);
    }
}
