package dev.heed.deciding;

import java.util.Locale;

/** Where the carrying of one change to one system stands. Everything but {@link #QUEUED} and {@link #ACCEPTED} is an end. */
public enum DeliveryState {
    /** Waits to be carried. */
    QUEUED,
    /** The system said yes; its feed has not shown it yet. */
    ACCEPTED,
    /** The system's own feed, or its answer where it has no other proof, shows it. */
    CONFIRMED,
    /** It holds this already, no call was made. */
    UNCHANGED,
    /** A later change of the same thing was carried instead. */
    SUPERSEDED,
    /** Kept for a person to look at: the system refused it for good, or keeps undoing it. */
    PARKED,
    /** The subject is not known there. */
    ABSENT,
    /** The system cannot hold it. */
    NOT_APPLICABLE;

    public boolean isEnd() {
        return this != QUEUED && this != ACCEPTED;
    }

    public static DeliveryState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
