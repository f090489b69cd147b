package dev.heed.deciding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one field of one record in one system is known to hold.
 *
 * @param token   last observed there, or last accepted there; null if it is not known which of the two came last
 * @param sent    what we wrote last and its feed has not yet shown, null if nothing is open
 * @param sentAt  when we last wrote what still stands there, or what is still open; null if others wrote since
 * @param seenAt  when the token was last known to stand there, null if it was written before anything was seen there
 * @param repairs how often it was written again because the system had undone it
 * @param earlier what we wrote, the last first, with the time in which it took effect: an echo of it may come late
 */
public record Held(String token, String sent, Instant sentAt, Instant seenAt, int repairs, List<Write> earlier) {

    private static final int REMEMBERED = 8;
    /** A call that is to be made again is made sooner than this after the last one, unless its system asks for more. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final String UNKNOWN = null;

    /** It took effect between the two: when it was sent, and when the system said so or something else was sent; null while it is under way. */
    public record Write(String token, Instant at, Instant until) {

        Write over(Instant now) {
            return until == null ? new Write(token, at, now) : this;
        }

        private boolean mayShow(Instant made, Duration window, Duration clockSkew) {
            Instant last = until == null ? at.plus(window) : until;
            return !made.isBefore(at.minus(clockSkew)) && !made.isAfter(last.plus(clockSkew));
        }
    }

    public static Held seen(String token, Instant at) {
        return new Held(token, null, null, at, 0, List.of());
    }

    /** What is known of a field that is written before anything was seen there. */
    static Held blank() {
        return seen(UNKNOWN, null);
    }

    /** The feed showed what was written, or somebody who did the same: what is under way may take effect yet, and a second feed may show it again. */
    Held shown(Instant at) {
        return new Held(sent, null, sentAt, at, repairs, answered() ? earlier : noted(null));
    }

    /** It is our own write that stands there, whatever was heard in between. */
    Held standing(String written, Instant at) {
        return new Held(written, null, sentAt, at, repairs, earlier.stream().map(write -> write.over(at)).toList());
    }

    /** Somebody said something about when our own write took effect: which of the two stands is to be seen. */
    Held doubted(Instant at) {
        return new Held(UNKNOWN, null, sentAt, at, repairs, answered() ? earlier : noted(null));
    }

    Held observed(String other, Instant at) {
        return new Held(other, null, null, at, repairs, answered() ? earlier : noted(null));
    }

    Held repaired() {
        return new Held(token, sent, sentAt, seenAt, repairs + 1, earlier);
    }

    Held sending(String next, Instant at) {
        return new Held(token, next, at, seenAt, repairs, (answered() ? earlier : noted(at)).stream().map(write -> write.over(at)).toList());
    }

    /** If something else was heard while the call was under way, nobody knows which came last, and so what stands there. */
    Held accepted(String now, Instant at) {
        if (sent != null) {
            return new Held(now, sent, sentAt, at, repairs, noted(at));
        }
        List<Write> over = earlier.stream().map(write -> write.over(at)).toList();
        return new Held(now.equals(token) ? token : UNKNOWN, null, sentAt, seenAt, repairs, over);
    }

    /** What was to be sent was read there: it is shown, unless something else was heard while the call was under way. */
    Held readBack(String now, Instant at) {
        return sent != null ? standing(now, at) : accepted(now, at);
    }

    /** No call is under way: whether what was sent took effect before its answer was lost, nobody knows. */
    Held afterTheCall() {
        return sent == null || answered() ? this : new Held(UNKNOWN, sent, sentAt, seenAt, repairs, earlier);
    }

    /** What was written may still be told of, though the record is gone; and what was sent may have taken effect before. */
    Held gone(Instant at) {
        return new Held(afterTheCall().token, null, sentAt, seenAt, 0, answered() ? earlier : noted(at));
    }

    Held notSent() {
        return new Held(token, null, null, seenAt, repairs, earlier);
    }

    /** Whether what was made then and says this is the echo of something we wrote, whatever was written since. */
    boolean wrote(String said, Instant made, Duration window, Duration clockSkew) {
        if (made == null) {
            // nothing tells when: it stands there, and nobody is known to have come after our write
            return token == UNKNOWN && wroteLast(said);
        }
        return earlier.stream().anyMatch(write -> write.token().equals(said) && write.mayShow(made, window, clockSkew));
    }

    /** Whether it is not known what stands there, and this is something we wrote once. */
    boolean mayStandStill(String said) {
        return token == UNKNOWN && earlier.stream().anyMatch(write -> write.token().equals(said));
    }

    /** Whether what was made then is from before our last write. */
    boolean isAfter(Instant made, Duration clockSkew) {
        return sentAt != null && made != null && made.isBefore(sentAt.minus(clockSkew));
    }

    /**
     * Whether what was made then may be from before our last write took effect, and may be from after.
     *
     * @param made null if nothing tells when
     */
    boolean isDoubtful(Instant made, Instant heard, Duration window, Duration clockSkew) {
        if (sentAt == null || isAfter(made, clockSkew)) {
            return false;
        }
        if (!answered()) {
            // where its feed has shown it, an answer may never come
            return sent != null || !(made == null ? heard : made).isAfter(sentAt.plus(window).plus(clockSkew));
        }
        return made != null && !made.isAfter(earlier.get(0).until().plus(clockSkew));
    }

    /** Whether nothing was written after this. */
    boolean wroteLast(String said) {
        return sent == null && !earlier.isEmpty() && earlier.get(0).token().equals(said);
    }

    /** Whether what was written may take effect yet: its call is under way, or is to be made again, or was lost not longer ago than this. */
    boolean mayTakeEffect(Instant at, Duration patience) {
        return !answered() && !at.isAfter(sentAt.plus(sent == null ? patience : LONGEST_PAUSE));
    }

    /** Whether this was written before what was written last. */
    boolean wroteBefore(String said) {
        return earlier.stream().anyMatch(write -> write.token().equals(said) && !write.at().equals(sentAt));
    }

    boolean answered() {
        return sentAt == null || earlier.stream().anyMatch(write -> write.at().equals(sentAt) && write.until() != null);
    }

    private List<Write> noted(Instant until) {
        if (sent == null) {
            return until == null ? earlier : earlier.stream().map(write -> write.over(until)).toList();
        }
        Write last = new Write(sent, sentAt, until);
        return Stream.concat(Stream.of(last), earlier.stream().filter(write -> !write.at().equals(sentAt))).limit(REMEMBERED).toList();
    }
}
