package dev.heed.policy;

import dev.heed.change.Provenance;
import java.time.Instant;

/**
 * Which of two statements came later. One source is believed about its own order; between two sources there is only the
 * time, with the doubt of both clocks. Arrival says nothing.
 */
record Order(Policy policy) {

    /** Whether {@code later} certainly came after {@code earlier}. */
    boolean after(Provenance later, Provenance earlier) {
        if (!later.source().equals(earlier.source())) {
            Instant known = earlier.capturedTo().plus(policy.clockSkew()).plus(policy.concurrencyWindow());
            return later.capturedFrom().minus(policy.clockSkew()).isAfter(known);
        }
        if (later.sequence() != null && earlier.sequence() != null) {
            return later.sequence() > earlier.sequence();
        }
        // of two in the same second, where the source tells no finer, neither is the later one
        return later.capturedTo().isAfter(earlier.capturedTo()) && !later.capturedFrom().isBefore(earlier.capturedTo());
    }
}
