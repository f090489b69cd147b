package dev.heed.delivery;

import dev.heed.ledger.Deliveries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Closes the receipt of a change and measures how long it took. Used by the routes as {@code receipts}. */
@Component
public class Receipts {

    private final Deliveries deliveries;
    private final Clock clock;
    private final Timer propagation;

    Receipts(Deliveries deliveries, Clock clock, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.propagation = Timer.builder("heed.propagation").description("From the receipt of a change to its end in the last system")
                .publishPercentiles(0.5, 0.99).register(meters);
    }

    public void close(@Header("heedChange") UUID change) {
        deliveries.complete(change).ifPresent(at -> propagation.record(Duration.between(at, clock.instant())));
    }
}
