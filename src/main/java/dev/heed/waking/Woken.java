package dev.heed.waking;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;

/**
 * Gathers those that a route was woken for, by what the messages say; who is named many times is taken up once.
 *
 * <p>While one batch is on its way the next ones wait for its thread, cut small by the clock. So what a batch carries is not what was gathered
 * for it, but whatever waits when it begins, up to its size: a burst melts into few calls, and a batch that finds nothing left costs nothing.
 *
 * <p>After a batch of several the route {@link #rest rests} for as long as it would have taken to carry them one by one: where calls could keep up
 * with what comes, batches stay small and nobody waits; where they could not, batches grow until they do, and leave the machine to others.
 */
@Component("woken")
public class Woken implements AggregationStrategy {

    private static final String ROUTE = "heedGatheredBy";
    private static final Duration LONGEST_REST = Duration.ofMillis(250);

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Woken(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Exchange aggregate(Exchange gathered, Exchange next) {
        if (gathered == null) {
            // a Kamelet further on is a route of its own
            next.setProperty(ROUTE, next.getFromRouteId());
        }
        Exchange batch = gathered == null ? next : gathered;
        line(batch).add(next.getMessage().getBody(String.class));
        return batch;
    }

    /** How long this batch is to wait before it takes anybody: not at all if as many wait as one call takes. */
    public Duration rest(Exchange batch, int most) {
        return line(batch).rest(most, clock.instant());
    }

    /** Who waits longest, no more than so many. Each gathered batch takes at least as many as were added for it, so nobody is left behind. */
    public List<String> take(Exchange batch, int most) {
        Line line = line(batch);
        List<String> taken = line.take(most);
        if (taken.size() > 1) {
            Instant began = clock.instant();
            batch.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange exchange) {
                    line.carried(taken.size(), began, clock.instant());
                }
            });
        }
        return taken;
    }

    private Line line(Exchange batch) {
        return lines.computeIfAbsent(batch.getProperty(ROUTE, String.class), route -> new Line());
    }

    /** Who waits for one route. */
    private static final class Line {

        private final Set<String> waiting = new LinkedHashSet<>();
        private Instant rested = Instant.MIN;

        synchronized void add(String name) {
            waiting.add(name);
        }

        synchronized List<String> take(int most) {
            List<String> taken = waiting.stream().limit(most).toList();
            taken.forEach(waiting::remove);
            return taken;
        }

        synchronized void carried(int taken, Instant began, Instant ended) {
            rested = ended.plus(shorter(Duration.between(began, ended).multipliedBy(taken - 1)));
        }

        synchronized Duration rest(int most, Instant now) {
            return waiting.isEmpty() || waiting.size() >= most || !rested.isAfter(now) ? Duration.ZERO : shorter(Duration.between(now, rested));
        }

        /** A clock may be set. */
        private static Duration shorter(Duration rest) {
            return rest.isNegative() || rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        }
    }
}
