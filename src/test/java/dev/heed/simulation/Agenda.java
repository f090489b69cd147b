package dev.heed.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The one true clock, and what happens when. Nothing happens at once: what is due together goes in the order it was noted. */
final class Agenda {

    private record Entry(long at, long number, Runnable what) {
    }

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long now;
    private long noted;

    long now() {
        return now;
    }

    Instant instant() {
        return instant(now);
    }

    static Instant instant(long millis) {
        return BEGIN.plusMillis(millis);
    }

    void in(long millis, Runnable what) {
        at(now + millis, what);
    }

    void at(long millis, Runnable what) {
        entries.add(new Entry(Math.max(millis, now), noted++, what));
    }

    /** Lets the next thing happen; false if there is none. */
    boolean step() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }
}
