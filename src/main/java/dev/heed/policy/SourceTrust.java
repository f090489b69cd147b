package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far one source is believed.
 *
 * @param authority strongest evidence that a grant of this source counts as
 * @param actors    whose word it can bring; the word of another counts as that of the next lesser one here
 * @param clockSkew how far its clock may be off, either way; null for the usual
 */
public record SourceTrust(Evidence authority, Set<Actor> actors, Duration clockSkew) {

    static final SourceTrust FULL = new SourceTrust(Evidence.DOUBLE_OPT_IN, EnumSet.allOf(Actor.class), null);

    Actor actor(Actor claimed) {
        return actors.stream().filter(actor -> actor.compareTo(claimed) >= 0).min(Actor::compareTo).orElse(Actor.THIRD_PARTY);
    }
}
