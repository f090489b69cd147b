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
     * gives it; who says no to mail that he did not order does not, nor does one who has yet to confirm that it is his. What
     * a program or an import says was given is believed only while nobody says otherwise.
     */
    private PointOrigin origin(Change change) {
        Actor actor = policy.actor(change.provenance());
        boolean inPerson = (actor == Actor.SUBJECT || actor == Actor.AGENT) && Ranks.AFFIRMATIVE.contains(policy.evidence(change.provenance()));
        PointOrigin stated = change.provenance().pointOrigin();
        if (stated != null) {
            return stated == PointOrigin.SUBJECT && !inPerson ? PointOrigin.AGENT : stated;
        }
        Decision decision = change.key() instanceof Permission ? change.decision() : Decision.NOT_SET;
        if (actor == Actor.THIRD_PARTY || change.provenance().evidence() == Evidence.THIRD_PARTY) {
            return decision.restrictive() ? null : PointOrigin.THIRD_PARTY;
        }
        return decision != Decision.GRANTED || !inPerson ? null : actor == Actor.SUBJECT ? PointOrigin.SUBJECT : PointOrigin.AGENT;
    }
}
