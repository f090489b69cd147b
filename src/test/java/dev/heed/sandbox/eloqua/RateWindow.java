package dev.heed.sandbox.eloqua;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many in a sliding window of time. */
final class RateWindow {

    private final Clock clock;
    private final Duration window;
    private final Deque<Instant> passed = new ArrayDeque<>();
    private int limit;

    RateWindow(Clock clock, Duration window, int limit) {
        this.clock = clock;
        this.window = window;
        this.limit = limit;
    }

    synchronized void limit(int limit) {
        this.limit = limit;
    }

    synchronized boolean admits() {
        Instant oldest = clock.instant().minus(window);
        while (!passed.isEmpty() && passed.peek().isBefore(oldest)) {
            passed.poll();
        }
        return passed.size() < limit && passed.add(clock.instant());
    }

    synchronized void clear() {
        passed.clear();
    }
}
