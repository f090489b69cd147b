package dev.heed.benchmark.past;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** The years of which the ledger tells. */
record Span(Instant from, Instant to) {

    Duration length() {
        return Duration.between(from, to);
    }

    Instant any(SplittableRandom random) {
        return from.plusSeconds(random.nextLong(length().toSeconds()));
    }
}
