package dev.heed.sandbox.dynamics365;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The service protection limits of one user on one server: requests in a sliding window, and requests at once. */
final class ServiceProtection {

    private static final int AT_ONCE = 52;

    private final Clock clock;
    private final Deque<Instant> served = new ArrayDeque<>();
    private int requests = 6000;
    private Duration window = Duration.ofSeconds(300);
    private int running;

    ServiceProtection(Clock clock) {
        this.clock = clock;
    }

    synchronized void limit(int requests, int windowSeconds) {
        this.requests = requests;
        this.window = Duration.ofSeconds(windowSeconds);
        served.clear();
    }

    synchronized void enter() {
        Instant now = clock.instant();
        while (!served.isEmpty() && !served.peek().plus(window).isAfter(now)) {
            served.poll();
        }
        if (running >= AT_ONCE) {
            throw new WebApiException(429, "0x80072326", "Number of concurrent requests exceeded the limit of " + AT_ONCE + ".", 1);
        }
        if (served.size() >= requests) {
            long wait = Duration.between(now, served.isEmpty() ? now : served.peek().plus(window)).toMillis();
            throw new WebApiException(429, "0x80072322", "Number of requests exceeded the limit of " + requests
                    + " over time window of " + window.toSeconds() + " seconds.", (int) Math.max(1, (wait + 999) / 1000));
        }
        served.add(now);
        running++;
    }

    synchronized void leave() {
        running--;
    }

    synchronized int remaining() {
        return Math.max(0, requests - served.size());
    }
}
