package dev.heed.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Follows every change from its source to its last target. Changes are numbered from 0 and go round the customers, so that a number
 * says whose change it is and what it says: everybody says no first, then yes, then no again.
 *
 * <p>A target holds a change when it was told that one or a later one of the same customer.
 */
public final class Journeys {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    private final int customers;
    private final int targets;
    private final long[] due;
    private final AtomicIntegerArray missing;
    private final int[][] holds;
    private final int[][] newest;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger backwards = new AtomicInteger();
    private volatile long lastHeld;
    private volatile Histogram latencies = new Histogram(LONGEST, 3);

    public Journeys(int customers, int targets, int most) {
        this.customers = customers;
        this.targets = targets;
        this.due = new long[most];
        this.missing = new AtomicIntegerArray(most);
        this.holds = new int[targets][customers];
        for (int[] target : holds) {
            Arrays.setAll(target, customer -> customer - customers);
        }
        this.newest = Stream.of(holds).map(int[]::clone).toArray(int[][]::new);
    }

    int targets() {
        return targets;
    }

    /** Numbers the next change. */
    int next() {
        return sent.getAndIncrement();
    }

    int customer(int change) {
        return change % customers;
    }

    boolean yes(int change) {
        return change / customers % 2 == 1;
    }

    /** @param at when it was to be sent by the timetable, on the clock of {@link System#nanoTime()} */
    void send(int change, long at) {
        due[change] = at;
        missing.set(change, targets);
    }

    /** A target was told of a change, and forgot what it held before. */
    void told(int target, int change) {
        int customer = customer(change);
        synchronized (holds[target]) {
            holds[target][customer] = change;
            int before = newest[target][customer];
            if (change < before) {
                backwards.incrementAndGet();
                return;
            }
            newest[target][customer] = change;
            for (int one = before + customers; one <= change; one += customers) {
                held(one);
            }
        }
    }

    private void held(int change) {
        if (missing.decrementAndGet(change) == 0) {
            long now = System.nanoTime();
            latencies.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(now - due[change]), LONGEST));
            lastHeld = now;
            complete.incrementAndGet();
        }
    }

    /** Begins to measure anew. What was on its way must have arrived. */
    void measure() {
        latencies = new ConcurrentHistogram(LONGEST, 3);
    }

    /** From source to last target, in microseconds. */
    Histogram latencies() {
        return latencies;
    }

    /** When the last change reached its last target. */
    long lastHeld() {
        return lastHeld;
    }

    /** Waits until every change was held everywhere, and says whether that came to pass. */
    boolean arrived(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (complete.get() < sent.get() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return complete.get() >= sent.get();
    }

    /** How many customers' last word some target does not hold in the end, target by target. */
    int misses() {
        int misses = 0;
        int last = sent.get() - 1;
        for (int[] target : holds) {
            synchronized (target) {
                for (int customer = 0; customer < customers; customer++) {
                    int word = last - Math.floorMod(last - customer, customers);
                    misses += target[customer] == word ? 0 : 1;
                }
            }
        }
        return misses;
    }

    /** How often a target was told of a change after a later one. */
    int backwards() {
        return backwards.get();
    }
}
