package dev.heed.notary;

import dev.heed.evidence.SignedCheckpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How old the oldest entry is that no checkpoint covers, when the ledger was verified last, and what was found. */
@Component
class EvidenceMeters {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceMeters.class);

    private final GrownChains chains;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private volatile double uncovered = Double.NaN;
    private volatile Instant verifiedAt;
    private volatile double faults = Double.NaN;

    EvidenceMeters(GrownChains chains, Checkpoints checkpoints, Clock clock, MeterRegistry meters) {
        this.chains = chains;
        this.checkpoints = checkpoints;
        this.clock = clock;
        Gauge.builder("heed.evidence.uncovered.seconds", () -> uncovered)
                .description("Age of the oldest ledger entry that no checkpoint covers; 0 if all are covered").register(meters);
        Gauge.builder("heed.evidence.verified.age.seconds", () -> verifiedAt == null ? Double.NaN : seconds(verifiedAt))
                .description("Time since this node verified the ledger last").register(meters);
        Gauge.builder("heed.evidence.faults", () -> faults).description("Faults that the last verification by this node found").register(meters);
    }

    @Scheduled(fixedDelayString = "${heed.figures.period:5000}")
    void refresh() {
        try {
            Optional<Instant> oldest = chains.oldestUncovered(checkpoints.last().map(SignedCheckpoint::checkpoint).map(last -> last.horizon()).orElse(0L));
            uncovered = oldest.map(this::seconds).orElse(0.0);
        } catch (RuntimeException e) {
            // An old figure would look like a good one.
            LOG.warn("The age of what is not under a checkpoint could not be found: {}", e.getClass().getSimpleName());
            uncovered = Double.NaN;
        }
    }

    void verified(Report report) {
        verifiedAt = clock.instant();
        faults = report.faults();
    }

    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
