package dev.heed.sandbox.dynamics365;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The service protection limits of one user on one server: requests and the time they take in a sliding window, and requests at once. */
final class ServiceProtection {

    private record Worked(Instant end, Duration time) {
    }

    private static final int AT_ONCE = 52;
    private static final Duration LONGEST_WORK = Duration.ofSeconds(1200);

    private final Clock clock;
    private final Deque<Instant> served = new ArrayDeque<>();
    private final Deque<Worked> worked = new ArrayDeque<>();
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
        worked.clear();
    }

    /** @return when the request began, to be handed to {@link #leave} */
    synchronized Instant enter() {
        Instant now = clock.instant();
        forgetBefore(now.minus(window));
        if (running >= AT_ONCE) {
            throw new WebApiException(429, "0x80072326", "Number of concurrent requests exceeded the limit of " + AT_ONCE + ".", 1);
        }
        if (served.size() >= requests) {
            throw new WebApiException(429, "0x80072322", "Number of requests exceeded the limit of " + requests
                    + " over time window of " + window.toSeconds() + " seconds.", secondsUntilForgotten(served.peek(), now));
        }
        if (worked.stream().map(Worked::time).reduce(Duration.ZERO, Duration::plus).compareTo(LONGEST_WORK) > 0) {
            throw new WebApiException(429, "0x80072321", "Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of "
                    + window.toSeconds() + " seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
                    secondsUntilForgotten(worked.peek().end(), now));
        }
        served.add(now);
        running++;
        return now;
    }

    synchronized void leave(Instant began) {
        Instant now = clock.instant();
        running--;
        worked.add(new Worked(now, Duration.between(began, now)));
    }

    private void forgetBefore(Instant limit) {
        while (!served.isEmpty() && !served.peek().isAfter(limit)) {
            served.poll();
        }
        while (!worked.isEmpty() && !worked.peek().end().isAfter(limit)) {
            worked.poll();
        }
    }

    private int secondsUntilForgotten(Instant oldest, Instant now) {
        long wait = Duration.between(now, oldest == null ? now : oldest.plus(window)).toMillis();
        return (int) Math.max(1, (wait + 999) / 1000);
    }

    synchronized int remaining() {
        return Math.max(0, requests - served.size());
    }
}
