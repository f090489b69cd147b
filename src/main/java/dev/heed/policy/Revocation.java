package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.change.Permission;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * What a refusal reaches.
 *
 * @param channels the only ones it goes out from and reaches, empty for every one
 * @param purposes the only ones, empty for every one
 * @param from     refusals from this day on reach so far, null for all of them; those before it reach what was said
 */
public record Revocation(Reach reach, Set<String> channels, Set<String> purposes, LocalDate from) {

    static final Revocation STATED = new Revocation(Reach.STATED, Set.of(), Set.of(), null);

    /** Whether it goes beyond what was said, as far as this permission. */
    boolean widens(Change refusal, Permission asked) {
        Permission said = refusal.permission();
        return reach != Reach.STATED && inForce(refusal) && reach.covers(said, asked)
                && within(channels, said.channel(), asked.channel()) && within(purposes, said.purpose(), asked.purpose());
    }

    private boolean inForce(Change refusal) {
        return from == null || !refusal.provenance().capturedTo().isBefore(from.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static boolean within(Set<String> names, String said, String asked) {
        return names.isEmpty() || names.contains(said) && names.contains(asked);
    }
}
