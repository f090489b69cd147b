package dev.heed.trial;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;

/**
 * One thing that would differ. It names nobody: a person by the id of the subject, a contact point by its kind, a record by its system's id.
 *
 * @param key          what it is about, null for a message as a whole
 * @param contactPoint kind of the address it is about, with its number where the subject has several of the kind; null where none is concerned
 * @param message      id of the raw message that is read differently, null where it is no message
 * @param sentence     for people
 */
public record Finding(Kind kind, UUID subject, String system, String record, String key, String contactPoint, Side now, Side then, Long message,
                      String sentence) {

    public enum Kind {
        /** What holds for a subject. */
        STATE,
        /** What is to stand in a field of a record in a system. */
        VALUE,
        /** What a kept message says. */
        STATEMENT,
        /** A message that is understood now and would be parked. */
        PARKED,
        /** A message that is not understood now and would be. */
        READABLE;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param value  null where nothing is said or known
     * @param rule   by which what decides on the other side does not do so on this one
     * @param change that decides on this side, null if none does
     */
    public record Side(String value, String rule, UUID change) {
    }
}
