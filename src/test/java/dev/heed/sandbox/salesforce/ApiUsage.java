package dev.heed.sandbox.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.stereotype.Component;

/** Requests of the last 24 hours against the org's allowance. */
@Component("salesforceApiUsage")
final class ApiUsage {

    private static final int ALLOWANCE = 100_000;

    private final Deque<Instant> requests = new ArrayDeque<>();
    private final Clock clock;
    private int limit = ALLOWANCE;

    ApiUsage(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request; false if the allowance is used up, and then it does not count. */
    synchronized boolean count() {
        forgetOld();
        if (requests.size() >= limit) {
            return false;
        }
        requests.add(clock.instant());
        return true;
    }

    synchronized String asHeader() {
        forgetOld();
        return "api-usage=" + requests.size() + "/" + limit;
    }

    synchronized void limit(int limit) {
        this.limit = limit;
    }

    synchronized int limit() {
        return limit;
    }

    synchronized int remaining() {
        forgetOld();
        return Math.max(0, limit - requests.size());
    }

    synchronized void reset() {
        requests.clear();
        limit = ALLOWANCE;
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(Duration.ofHours(24));
        while (!requests.isEmpty() && requests.peek().isBefore(limit)) {
            requests.poll();
        }
    }
}
