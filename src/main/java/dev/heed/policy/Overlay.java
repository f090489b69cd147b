package dev.heed.policy;

import dev.heed.change.Evidence;
import java.time.Period;
import java.util.Optional;

/**
 * What the law of one place says of grants and refusals made under it.
 *
 * @param evidence   weakest that counts as a grant
 * @param expires    how long a grant lasts
 * @param confirming how long an opt-in may wait for its confirmation
 * @param revocation null where the place says nothing of it
 */
public record Overlay(ByChannel<Evidence> evidence, ByChannel<Period> expires, ByChannel<Period> confirming, Revocation revocation) {

    static final Overlay NONE = new Overlay(ByChannel.unset(), ByChannel.unset(), ByChannel.unset(), null);

    /** The period after which a statement of this kind on this channel stands no longer. */
    Optional<Period> lasts(String channel, boolean confirmed) {
        return (confirmed ? expires : confirming).of(channel);
    }
}
