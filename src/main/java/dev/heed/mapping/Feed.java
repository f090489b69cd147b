package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.PointOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One way in which a system tells of its records: what wraps the record, and what the wrapping says. Paths start at the
 * message; those of the record's fields start where {@code record} points.
 *
 * @param state      true if the feed shows records, to be compared with what is known; false if it tells of events
 * @param record     where the record stands, null for the message itself
 * @param id         the system's id of the record, or an array of them
 * @param anyCase    whether ids that differ only in case name the same record
 * @param phonePrefix what a number lacks before it is international, empty if nothing
 * @param event      what makes a message unique; empty to take the digest of the message
 * @param asOf       when the record shown was last changed, null if the feed does not tell
 * @param ours       says that Heed wrote it, null if the feed does not tell
 * @param deleted    says that the record is gone, null if the feed does not tell
 * @param whole      says that the record is shown whole, so that a field that is left out is empty; null if the feed does not tell
 * @param collection where the statement was made, in the source's words, null if the feed does not tell
 * @param jurisdiction under which law the statement was made
 * @param pointOrigin how the contact point came to the system, null where the feed does not tell
 * @param also       system -> where the id of that system's record of the same person stands
 * @param says       the feed's own table, empty if it shows the record
 */
record Feed(String name, boolean state, Path record, Path id, boolean anyCase, Path email, Path phone, String phonePrefix, List<Path> event,
            Moment captured, Moment asOf, Path sequence, Mark ours, Mark deleted, Mark whole, Path collection, Stated<Actor> actor, Stated<Evidence> evidence,
            Place jurisdiction, Stated<PointOrigin> pointOrigin, Map<String, Path> also, List<Saying> says) {

    /** Other systems' records that the message says are the same person's. */
    List<Reading.Also> also(JsonNode message) {
        return also.entrySet().stream().map(entry -> new Reading.Also(entry.getKey(), entry.getValue().read(message).asText("").strip()))
                .filter(other -> !other.id().isEmpty()).toList();
    }


    String email(JsonNode message) {
        return email == null ? "" : email.read(message).asText("");
    }

    /** The number as the message has it, made international. */
    String phone(JsonNode message) {
        String number = phone == null ? "" : phone.read(message).asText("").strip();
        return number.isEmpty() || number.startsWith(phonePrefix) ? number : phonePrefix + number;
    }

    /** Where the statement was made, in the source's words; the feed's own name where it does not say. */
    String collection(JsonNode message) {
        String words = collection == null ? "" : collection.read(message).asText("").strip();
        return words.isEmpty() ? name : words;
    }

    /**
     * A value that says something of the message as a whole.
     *
     * @param values upper case; an entry that starts with {@code *} is matched at the end
     */
    record Mark(Path path, Set<String> values) {

        boolean on(JsonNode message) {
            String value = path.read(message).asText("").toUpperCase(Locale.ROOT);
            return values.stream().anyMatch(mark -> mark.startsWith("*") ? value.endsWith(mark.substring(1)) : value.equals(mark));
        }
    }
}
