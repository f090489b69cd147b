package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What law applies to one statement: of its own jurisdiction first, else the usual. */
final class Grounds {

    private final Policy policy;
    // where no law of any place says anything, the place need not be looked for
    private final boolean wide;
    private final boolean demanding;
    private final boolean timed;

    Grounds(Policy policy) {
        this.policy = policy;
        List<Overlay> all = Stream.concat(Stream.of(policy.usual()), policy.jurisdictions().overlays().values().stream()).toList();
        this.wide = all.stream().anyMatch(overlay -> overlay.revocation() != null && overlay.revocation().reach() != Reach.STATED);
        this.demanding = all.stream().anyMatch(overlay -> !overlay.evidence().values().isEmpty());
        this.timed = all.stream().anyMatch(overlay -> !overlay.expires().values().isEmpty() || !overlay.confirming().values().isEmpty());
    }

    String jurisdiction(Change change) {
        return policy.jurisdictions().of(change, policy.home());
    }

    /** Whether the one may undo the other: a yes given under another law does not lift a no. */
    boolean sameLaw(Change one, Change other) {
        boolean sameGrounds = Objects.equals(one.provenance().jurisdiction(), other.provenance().jurisdiction())
                && Objects.equals(one.contactPoint(), other.contactPoint());
        return sameGrounds || jurisdiction(one).equals(jurisdiction(other));
    }

    private Overlay overlay(Change change) {
        // to tell a number's country takes long, and where no law differs it is not asked
        return policy.jurisdictions().overlays().isEmpty() ? Overlay.NONE : policy.jurisdictions().overlays().getOrDefault(jurisdiction(change), Overlay.NONE);
    }

    boolean widens(Change refusal, Permission asked) {
        if (!wide) {
            return false;
        }
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
        if (!demanding) {
            return true;
        }
        String channel = grant.permission().channel();
        return overlay(grant).evidence().of(channel).or(() -> policy.usual().evidence().of(channel))
                .map(needed -> policy.ranks().atLeast(policy.evidence(grant.provenance()), needed)).orElse(true);
    }

    /** Whether anything runs out at all. */
    boolean timed() {
        return timed;
    }

    boolean expired(Change statement, Instant at) {
        return expiry(statement).filter(end -> !at.isBefore(end)).isPresent();
    }

    /** Where it is not known when the statement was made, the earliest time counts: consent of unknown age is not young. */
    Optional<Instant> expiry(Change statement) {
        boolean confirmed = statement.decision() == Decision.GRANTED;
        if (!timed || !confirmed && statement.decision() != Decision.PENDING) {
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
