package dev.heed.clocks;

import java.util.Locale;

/** How much of the time that a withdrawal has is gone. */
public enum Level {
    HALF(0.5), MOST(0.8), LATE(1);

    private final double share;

    Level(double share) {
        this.share = share;
    }

    /** SQL for the moment at which a row of {@code delivery_clock} comes to it. */
    String moment(String row) {
        return this == LATE ? row + ".deadline_at"
                : "%1$s.started_at + make_interval(secs => extract(epoch from %1$s.deadline_at - %1$s.started_at)::float8 * %2$s)".formatted(row, share);
    }

    static Level of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
