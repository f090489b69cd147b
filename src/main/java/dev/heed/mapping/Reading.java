package dev.heed.mapping;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import java.time.Instant;
import java.util.List;

/**
 * What one native message says of one record.
 *
 * @param state      true if it shows the record, false if it tells of an event
 * @param ours       the system marks it as written by Heed
 * @param deleted    the record is gone
 * @param asOf       when the record shown was last changed, null if the feed does not tell
 * @param email      address on the record, null if not shown
 * @param phone      number on the record, null if not shown
 * @param provenance of everything it says; the instants are null where the feed does not say when
 * @param also       other systems' records that it says are the same person's
 */
public record Reading(String system, String recordId, boolean state, boolean ours, boolean deleted, Instant asOf,
                      ContactPoint email, ContactPoint phone, Provenance provenance, List<Said> said, List<Also> also) {

    /** A record of another system. */
    public record Also(String system, String id) {
    }

    public Reading(String system, String recordId, boolean state, boolean ours, boolean deleted, Instant asOf, ContactPoint email, ContactPoint phone,
                   Provenance provenance, List<Said> said) {
        this(system, recordId, state, ours, deleted, asOf, email, phone, provenance, said, List.of());
    }


    /**
     * @param token     the native value as {@link Field} knows it, or as it would be written
     * @param value     what it means
     * @param isDefault whether a record has it before anybody said anything
     * @param isMissing whether the record has no such field yet: nobody says anything, now or by its having gone
     */
    public record Said(Key key, String token, String value, boolean isDefault, boolean isMissing) {

        public Said(Key key, String token, String value, boolean isDefault) {
            this(key, token, value, isDefault, false);
        }
    }
}
