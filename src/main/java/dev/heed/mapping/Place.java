package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a feed says a statement was made.
 *
 * @param usual  ISO 3166 code where the message names none, null if the feed does not say
 * @param path   where the message names it, null if it never does
 * @param values native value -> ISO 3166 code; what is such a code already need not stand here
 */
record Place(String usual, Path path, Map<String, String> values) {

    static final Place UNSAID = new Place(null, null, Map.of());
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    /** Null if it is not said: a name that is no code is never guessed at. */
    String read(JsonNode message) {
        String said = path == null ? "" : path.read(message).asText("").strip();
        String code = said.toUpperCase(Locale.ROOT);
        return values.containsKey(said) ? values.get(said) : CODE.matcher(code).matches() ? code : usual;
    }
}
