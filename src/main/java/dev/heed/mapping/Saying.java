package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Key;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a feed's own table, read one way: what an event of this feed says, where the feed does not show the record.
 *
 * @param paths  the first of them that is there and not empty speaks
 * @param when   members that must have these values for the line to apply
 * @param values native value -> meaning; {@code ignore} as a meaning says nothing
 * @param other  meaning of every other value, null to park the message
 */
record Saying(List<Path> paths, Map<Path, String> when, Key means, Map<String, String> values, String other) {

    static final String IGNORE = "ignore";

    boolean applies(JsonNode message) {
        return when.entrySet().stream().allMatch(entry -> entry.getKey().read(message).asText().equals(entry.getValue()));
    }

    /** The meaning of this message; nothing if it says nothing about the key. */
    Optional<String> meaning(JsonNode message, String feed) {
        String said = paths.stream().map(path -> path.read(message).asText("").strip()).filter(text -> !text.isEmpty())
                .findFirst().orElse("");
        // keywords and codes are compared without regard to case and locale; a whole word only
        String meaning = values.getOrDefault(said.toUpperCase(Locale.ROOT), other);
        if (meaning == null) {
            throw new Unreadable(feed + ": unknown value in " + paths.get(0) + ", which is to mean " + means.text()
                    + "; known are " + values.keySet());
        }
        return meaning.equals(IGNORE) ? Optional.empty() : Optional.of(meaning);
    }
}
