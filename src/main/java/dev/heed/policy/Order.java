package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.change.Provenance;
import java.time.Instant;
import java.util.Comparator;

/**
 * Which of two statements came later. One source is believed about its own order; between two sources there is only the
 * time, with the doubt of both clocks. Arrival says nothing.
 */
record Order(Policy policy) {

    /** Total and free of arrival: the later statement, and among equals the same one every time. */
    static final Comparator<Change> LATEST = Comparator
            .comparing((Change change) -> change.provenance().capturedTo())
            .thenComparing(change -> change.provenance().sequence(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(change -> change.provenance().evidence(), Comparator.reverseOrder())
            // as the database orders ids, so that the ledger finds the same one
            .thenComparing(change -> change.id().toString());

    /** Whether {@code later} certainly came after {@code earlier}. */
    boolean after(Provenance later, Provenance earlier) {
        if (!later.source().equals(earlier.source())) {
            Instant known = earlier.capturedTo().plus(policy.clockSkew(earlier.source())).plus(policy.concurrencyWindow());
            return later.capturedFrom().minus(policy.clockSkew(later.source())).isAfter(known);
        }
        if (later.sequence() != null && earlier.sequence() != null) {
            return later.sequence() > earlier.sequence();
        }
        // a time in the future was set back to the receipt, and arrival says nothing; of two clocks either may be off
        boolean doubt = later.clamped() || earlier.clamped() || later.timedByReceipt() != earlier.timedByReceipt();
        Instant known = doubt ? earlier.capturedTo().plus(policy.clockSkew(earlier.source())) : earlier.capturedTo();
        // of two in the same second, where the source tells no finer, neither is the later one
        return later.capturedTo().isAfter(known) && !later.capturedFrom().isBefore(known);
    }
}
