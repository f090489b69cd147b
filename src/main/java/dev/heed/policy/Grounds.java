package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What law applies to one statement: of its own jurisdiction first, else the usual. */
record Grounds(Policy policy) {

    String jurisdiction(Change change) {
        return policy.jurisdictions().of(change, policy.home());
    }

    private Overlay overlay(Change change) {
        return policy.jurisdictions().overlays().getOrDefault(jurisdiction(change), Overlay.NONE);
    }

    boolean widens(Change refusal, Permission asked) {
        Revocation own = overlay(refusal).revocation();
        Revocation revocation = own != null ? own : policy.usual().revocation();
        return revocation != null && revocation.widens(refusal, asked);
    }

    /** A third party's word is no grant, nor is what was only inferred, whatever a policy says (laws 2 and 5). */
    boolean given(Change grant) {
        Evidence evidence = policy.evidence(grant.provenance());
        return policy.actor(grant.provenance()) != Actor.THIRD_PARTY
                && (evidence == Evidence.IMPORT || Ranks.AFFIRMATIVE.contains(evidence));
    }

    boolean evidenced(Change grant) {
        String channel = grant.permission().channel();
        return overlay(grant).evidence().of(channel).or(() -> policy.usual().evidence().of(channel))
                .map(needed -> policy.ranks().atLeast(policy.evidence(grant.provenance()), needed)).orElse(true);
    }

    boolean expired(Change statement, Instant at) {
        return expiry(statement).filter(end -> !at.isBefore(end)).isPresent();
    }

    /** Where it is not known when the statement was made, the earliest time counts: consent of unknown age is not young. */
    Optional<Instant> expiry(Change statement) {
        boolean confirmed = statement.decision() == Decision.GRANTED;
        if (!confirmed && statement.decision() != Decision.PENDING) {
            return Optional.empty();
        }
        String channel = statement.permission().channel();
        return overlay(statement).lasts(channel, confirmed).or(() -> policy.usual().lasts(channel, confirmed))
                .map(period -> statement.provenance().capturedFrom().atZone(ZoneOffset.UTC).plus(period).toInstant());
    }

    /** The subject's own act lifts what the subject said; an agent lifts what an agent may have set; an import lifts nothing. */
    boolean strongEnough(Change grant, Change refusal) {
        Evidence evidence = policy.evidence(grant.provenance());
        Ranks ranks = policy.ranks();
        Evidence agent = policy.lifting().agent();
        return Ranks.AFFIRMATIVE.contains(evidence) && switch (policy.actor(grant.provenance())) {
            case SUBJECT -> ranks.atLeast(evidence, policy.lifting().subject());
            case AGENT -> agent != null && ranks.atLeast(evidence, agent) && ranks.atLeast(evidence, refusal.provenance().evidence());
            case AUTOMATION, THIRD_PARTY -> false;
        };
    }
}
