package dev.heed.delivery;

import dev.heed.intake.Taken.End;
import dev.heed.ledger.Deliveries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.springframework.stereotype.Component;

/** Closes the receipt of a change and measures how long it took. Used by the routes as {@code receipts}. */
@Component
public class Receipts {

    private final CamelContext camel;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Timer propagation;

    Receipts(CamelContext camel, Deliveries deliveries, Clock clock, MeterRegistry meters) {
        this.camel = camel;
        this.deliveries = deliveries;
        this.clock = clock;
        this.propagation = Timer.builder("heed.propagation").description("From the receipt of a change to its end in the last system")
                .publishPercentiles(0.5, 0.99).register(meters);
    }

    /** A message for each end of a change in a system. */
    public List<Message> each(@Body List<End> ends) {
        return ends.stream().map(this::message).toList();
    }

    private Message message(End end) {
        Message message = new DefaultMessage(camel);
        message.setHeader("heedChange", end.change());
        message.setBody(end.system());
        return message;
    }

    public void close(@Header("heedChange") UUID change) {
        deliveries.complete(change).ifPresent(at -> propagation.record(Duration.between(at, clock.instant())));
    }
}
