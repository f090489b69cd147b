package dev.heed.sandbox.twilio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many requests in any window of time; a refused one does not count. */
final class RequestRate {

    private final Deque<Instant> taken = new ArrayDeque<>();
    private final int most;
    private final Duration window;
    private final Clock clock;

    RequestRate(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    synchronized boolean admits() {
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().plus(window).isAfter(now)) {
            taken.poll();
        }
        if (taken.size() == most) {
            return false;
        }
        taken.add(now);
        return true;
    }

    synchronized void clear() {
        taken.clear();
    }
}
