package dev.heed.sandbox.salesforce;

import dev.heed.sandbox.Faults;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The event bus: keeps events for three days and hands each to the subscribers. Replay ids rise, with gaps; the first one is
 * taken from the clock, so that a restarted org goes on above the ids it gave before.
 */
@Component("salesforceEventLog")
final class EventLog {

    static final Duration RETENTION = Duration.ofHours(72);
    static final long ONLY_NEW = -1;
    static final long ALL_KEPT = -2;

    private static final String SCHEMA_ID = "Hd7ContactSchemaInvented";

    /** An event as subscribers get it. */
    record Event(long replayId, Instant at, Map<String, Object> data) implements Serializable {
    }

    record Memory(List<Event> kept, long latest, long lowest) implements Serializable {
    }

    private final Clock clock;
    private final Faults faults = new Faults();
    private final List<Event> kept = new ArrayList<>();
    private final Map<Object, Consumer<Event>> subscribers = new LinkedHashMap<>();
    private long latest;
    private long lowest;

    EventLog(Clock clock) {
        this.clock = clock;
        this.latest = clock.millis() / 100;
        this.lowest = latest;
    }

    synchronized Memory memory() {
        return new Memory(List.copyOf(kept), latest, lowest);
    }

    synchronized void recall(Memory memory) {
        kept.addAll(memory.kept());
        latest = memory.latest();
        lowest = memory.lowest();
    }

    synchronized void append(Instant at, Map<String, Object> payload) {
        forgetOld();
        latest += 1 + latest % 3;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("schema", SCHEMA_ID);
        data.put("payload", payload);
        data.put("event", Map.of("replayId", latest));
        for (Event event : faults.feed(new Event(latest, at, data))) {
            kept.add(event);
            List.copyOf(subscribers.values()).forEach(subscriber -> subscriber.accept(event));
        }
    }

    /** Hands over what is kept after the replay id, then everything new, in order and without a hole between the two. */
    synchronized void subscribe(Object key, long replayId, Consumer<Event> subscriber) {
        forgetOld();
        if (replayId != ONLY_NEW) {
            kept.stream().filter(event -> event.replayId() > replayId).toList().forEach(subscriber);
        }
        subscribers.put(key, subscriber);
    }

    synchronized void unsubscribe(Object key) {
        subscribers.remove(key);
    }

    /** Whether a subscription may start here: at a preset, or after an event that is still kept. */
    synchronized boolean canReplayFrom(long replayId) {
        forgetOld();
        return replayId == ONLY_NEW || replayId == ALL_KEPT || replayId >= lowest && replayId <= latest;
    }

    /** Forgets all events, as the passing of three days would; the ids given so far are no longer good. */
    synchronized void expireAll() {
        kept.clear();
        latest += 1;
        lowest = latest;
    }

    /** Forgets all events without a subscriber noticing. */
    synchronized void clear() {
        kept.clear();
        lowest = latest;
        faults.clear();
    }

    Faults faults() {
        return faults;
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(RETENTION);
        kept.removeIf(event -> {
            boolean old = event.at().isBefore(limit);
            lowest = old ? Math.max(lowest, event.replayId() + 1) : lowest;
            return old;
        });
    }
}
