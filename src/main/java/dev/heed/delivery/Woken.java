package dev.heed.delivery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Gathers the subjects that a system's route was woken for; a subject woken many times is carried once.
 *
 * <p>While one batch is on its way the next ones wait for its thread, cut small by the clock. So what a batch carries is not what was gathered
 * for it, but whatever waits when it begins, up to its size: a burst melts into few calls, and a batch that finds nothing left costs nothing.
 */
@Component("woken")
class Woken implements AggregationStrategy {

    private static final String ROUTE = "heedGatheredBy";

    private final Map<String, Set<UUID>> waiting = new ConcurrentHashMap<>();

    @Override
    public Exchange aggregate(Exchange gathered, Exchange next) {
        if (gathered == null) {
            // a Kamelet further on is a route of its own
            next.setProperty(ROUTE, next.getFromRouteId());
        }
        Exchange batch = gathered == null ? next : gathered;
        Set<UUID> subjects = waiting(batch);
        synchronized (subjects) {
            subjects.add(UUID.fromString(next.getMessage().getBody(String.class)));
        }
        return batch;
    }

    /** Who waits longest, no more than so many. Each gathered batch takes at least as many as were added for it, so nobody is left behind. */
    List<UUID> take(Exchange batch, int most) {
        Set<UUID> subjects = waiting(batch);
        synchronized (subjects) {
            List<UUID> taken = subjects.stream().limit(most).toList();
            taken.forEach(subjects::remove);
            return taken;
        }
    }

    private Set<UUID> waiting(Exchange batch) {
        return waiting.computeIfAbsent(batch.getProperty(ROUTE, String.class), route -> new LinkedHashSet<>());
    }
}
