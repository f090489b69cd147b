package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What of the resolution is a matter of choice: {@code config/policy.yaml}, see {@code docs/policy.md}. The laws are not:
 * they are in {@link Resolver}.
 *
 * @param concurrencyWindow statements of different sources made closer together than this count as made at once
 * @param clockSkew         how far a source's clock may be off, either way, where the source has no bound of its own
 * @param repairs           how many times a system that undoes our writes is written again before it is parked
 * @param home              ISO 3166 code of the place of statements that tell no other, {@code ZZ} for none
 * @param points            purposes for which a contact point of this origin may be used before the subject gave it
 * @param usual             what holds where a place says nothing of its own
 */
public record Policy(Duration concurrencyWindow, Duration clockSkew, int repairs, String home, Ranks ranks, Lifting lifting,
                     Map<String, SourceTrust> sources, Map<PointOrigin, Set<String>> points, Overlay usual, Jurisdictions jurisdictions) {

    /** Everything else as it is by law. */
    public Policy(Duration concurrencyWindow, Duration clockSkew, int repairs) {
        this(concurrencyWindow, clockSkew, repairs, "ZZ", Ranks.USUAL, Lifting.USUAL, Map.of(), Map.of(), Overlay.NONE, Jurisdictions.NONE);
    }

    Duration clockSkew(String source) {
        Duration own = trust(source).clockSkew();
        return own == null ? clockSkew : own;
    }

    /** Whose word a grant counts as, when its source is believed no further than it is to be. */
    Actor actor(Provenance grant) {
        return trust(grant.source()).actor(grant.actor());
    }

    /** What a grant's evidence counts as. A refusal counts as what it says: to doubt it would make it easier to lift. */
    Evidence evidence(Provenance grant) {
        return ranks.weaker(grant.evidence(), trust(grant.source()).authority());
    }

    private SourceTrust trust(String source) {
        return sources.getOrDefault(source, SourceTrust.FULL);
    }
}
