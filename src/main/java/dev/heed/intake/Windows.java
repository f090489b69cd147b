package dev.heed.intake;

import dev.heed.ledger.InboundMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * The windows of time in which a feed is read that has no better position: each begins a little before the end of the
 * last, for what shows late. Times are ISO 8601 in UTC, to the second. Used by the routes as {@code windows}.
 */
@Component
public class Windows {

    private final InboundMessages messages;
    private final Clock clock;

    Windows(InboundMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** The end of a window that is opened now, to be kept as the feed's position. */
    public String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Where the next window begins: the feed's position, or now if it was never read, less the overlap.
     *
     * @param overlap ISO 8601 duration
     */
    public String recent(String system, String feed, String overlap) {
        String from = from(system, feed, overlap);
        return from.isEmpty() ? Instant.parse(now()).minus(Duration.parse(overlap)).toString() : from;
    }

    /** The same, but empty if the feed was never read, so that all of it is. */
    public String from(String system, String feed, String overlap) {
        return messages.position(system, feed).map(end -> Instant.parse(end).minus(Duration.parse(overlap)).toString()).orElse("");
    }
}
