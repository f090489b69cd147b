package dev.heed.deciding;

import java.time.Instant;

/**
 * What one field of one record in one system is known to hold.
 *
 * @param token   last observed there, or last accepted there
 * @param sent    what we wrote last and its feed has not yet shown, null if nothing is open
 * @param sentAt  when we last wrote what still stands there, or what is still open; null if others wrote since
 * @param seenAt  when the token was last known to stand there
 * @param repairs how often it was written again because the system had undone it
 */
public record Held(String token, String sent, Instant sentAt, Instant seenAt, int repairs) {

    public static Held seen(String token, Instant at) {
        return new Held(token, null, null, at, 0);
    }

    /** The feed showed what was written. When that was is kept: a second feed may show it again, or something from before it. */
    Held shown(Instant at) {
        return new Held(sent, null, sentAt, at, repairs);
    }

    Held observed(String other, Instant at) {
        return new Held(other, null, null, at, repairs);
    }

    Held repaired() {
        return new Held(token, sent, sentAt, seenAt, repairs + 1);
    }
}
