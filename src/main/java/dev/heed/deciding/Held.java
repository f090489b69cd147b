package dev.heed.deciding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one field of one record in one system is known to hold.
 *
 * @param token   last observed there, or last accepted there
 * @param sent    what we wrote last and its feed has not yet shown, null if nothing is open
 * @param sentAt  when we last wrote what still stands there, or what is still open; null if others wrote since
 * @param seenAt  when the token was last known to stand there
 * @param repairs how often it was written again because the system had undone it
 * @param earlier what we wrote before that, where it is a permission: its echo may come late
 */
public record Held(String token, String sent, Instant sentAt, Instant seenAt, int repairs, List<Write> earlier) {

    private static final int REMEMBERED = 4;

    /** @param until when something else was written over it */
    public record Write(String token, Instant at, Instant until) {
    }

    public static Held seen(String token, Instant at) {
        return new Held(token, null, null, at, 0, List.of());
    }

    /** What is known of a field that is written before anything was seen there. */
    static Held blank(Instant at) {
        return seen("", at);
    }

    /** The feed showed what was written. When that was is kept: a second feed may show it again, or something from before it. */
    Held shown(Instant at) {
        return new Held(sent, null, sentAt, at, repairs, earlier);
    }

    Held observed(String other, Instant at) {
        return new Held(other, null, null, at, repairs, written(at));
    }

    Held repaired() {
        return new Held(token, sent, sentAt, seenAt, repairs + 1, earlier);
    }

    Held sending(String next, Instant at) {
        return new Held(token, next, at, seenAt, repairs, written(at));
    }

    Held accepted(String now, Instant at) {
        return sent == null ? this : new Held(now, sent, sentAt, at, repairs, earlier);
    }

    Held notSent() {
        return new Held(token, null, null, seenAt, repairs, earlier);
    }

    /** Whether what was made then and says this is a late echo of something we wrote and wrote over since. */
    boolean wroteEarlier(String said, Instant made, Duration clockSkew) {
        return made != null && earlier.stream().anyMatch(write -> write.token().equals(said)
                && !made.isBefore(write.at().minus(clockSkew)) && !made.isAfter(write.until().plus(clockSkew)));
    }

    private List<Write> written(Instant until) {
        String last = sent != null ? sent : token;
        return sentAt == null ? earlier : Stream.concat(Stream.of(new Write(last, sentAt, until)), earlier.stream()).limit(REMEMBERED).toList();
    }
}
