package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import dev.heed.change.PointOrigin;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What a contact point may be used for, by the way it came to be known (law 5). */
record PointUse(Policy policy) {

    boolean allowed(UUID subject, ContactPoint point, String purpose, Collection<Change> all) {
        Set<PointOrigin> origins = EnumSet.noneOf(PointOrigin.class);
        for (Change change : all) {
            if (point != null && point.equals(change.contactPoint()) && change.subject().equals(subject)) {
                PointOrigin origin = origin(change);
                if (origin != null) {
                    origins.add(origin);
                }
            }
        }
        return origins.contains(PointOrigin.SUBJECT) || origins.stream().filter(PointOrigin::foreign)
                .allMatch(origin -> policy.points().getOrDefault(origin, Set.of()).contains(purpose));
    }

    /**
     * How this statement shows its contact point to have come, null if it does not show it. Who says yes at an address
     * gives it; who says no to mail that he did not order does not.
     */
    private PointOrigin origin(Change change) {
        if (change.provenance().pointOrigin() != null) {
            return change.provenance().pointOrigin();
        }
        Actor actor = policy.actor(change.provenance());
        if (actor == Actor.THIRD_PARTY || change.provenance().evidence() == Evidence.THIRD_PARTY) {
            return PointOrigin.THIRD_PARTY;
        }
        boolean gives = change.key() instanceof Permission && (change.decision() == Decision.GRANTED || change.decision() == Decision.PENDING);
        return gives && actor == Actor.SUBJECT ? PointOrigin.SUBJECT : gives && actor == Actor.AGENT ? PointOrigin.AGENT : null;
    }
}
