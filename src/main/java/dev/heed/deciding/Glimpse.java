package dev.heed.deciding;

import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Said;
import java.time.Duration;
import java.time.Instant;

/**
 * One field of a reading, against what is known of it.
 *
 * @param held null if nothing is known of it
 */
record Glimpse(Reading reading, Said said, Held held, Duration echoWindow, Duration clockSkew) {

    /** When what it shows was made or last touched, null if it does not tell. */
    private Instant made() {
        return reading.asOf() != null ? reading.asOf() : reading.provenance().capturedTo();
    }

    private boolean showsWhatIsOpen() {
        return held != null && said.token().equals(held.sent());
    }

    /** It shows what was sent, and was made since; an event that was made too long after is somebody's. */
    boolean isEcho() {
        boolean marked = reading.ours() && !isOfAnEarlierWrite();
        return showsWhatIsOpen() && (marked || !isOld() && (reading.state() ? !mayBeTheirNo() : !echoWindow.isZero() && isSoonAfter()));
    }

    private boolean isOfAnEarlierWrite() {
        return isOld() && held.wroteBefore(said.token());
    }

    /** A call that was never answered may not have arrived: a no that is seen long after it is somebody's. */
    private boolean mayBeTheirNo() {
        Instant made = made() == null ? reading.provenance().receivedAt() : made();
        return isNo() && !held.answered() && made.isAfter(held.sentAt().plus(echoWindow).plus(clockSkew));
    }

    private boolean isNo() {
        return said.key() instanceof Permission && Decision.of(said.value()).restrictive();
    }

    private boolean isSoonAfter() {
        return made() == null || !made().isAfter(held.sentAt().plus(echoWindow));
    }

    /** By the feed's mark, or because it says what we wrote and was made when that took effect, though we may have written over it since. */
    boolean isOwnWrite() {
        return held != null && (reading.ours() || !echoWindow.isZero() && (held.wrote(said.token(), made(), echoWindow, clockSkew) || stillShowsOurs() || mayBeOurYes()));
    }

    /** A record that was touched since, in whatever field, tells of what we wrote last into this one, where nobody is known to have written after us; a no is kept. */
    private boolean stillShowsOurs() {
        return reading.state() && !isNo() && held.sentAt() != null && !isOld() && held.wrote(said.token(), null, echoWindow, clockSkew);
    }

    /** Where nobody knows which of our writes stands, and nothing tells when it was made, a yes that we wrote is ours; a no is kept. */
    private boolean mayBeOurYes() {
        return made() == null && !isNo() && held.mayStandStill(said.token());
    }

    /** Nothing that was not known: the record as it was, another feed's echo of what stands there, or something we wrote into a field not known. */
    boolean isKnown() {
        return reading.ours() || held != null && said.token().equals(held.token()) && (reading.state() ? !standsAlready() : echoesAgain());
    }

    /** The record shows what the system took from us, though it was set before that: the call had nothing to do. */
    boolean standsAlready() {
        return showsWhatIsOpen() && reading.state() && isOld() && held.answered();
    }

    /** Certainly from before our last write. */
    boolean isOld() {
        return held != null && held.isAfter(made(), clockSkew);
    }

    /** From before our last write took effect, or from after. */
    boolean isDoubtful() {
        return held != null && held.isDoubtful(made(), reading.provenance().receivedAt(), echoWindow, clockSkew);
    }

    /** What is known after an own write was told of: of the last one, that it stands; of an earlier one nothing, unless somebody may have just said the same. */
    Held afterOwnWrite() {
        Instant at = reading.provenance().receivedAt();
        if (said.token().equals(held.token())) {
            return held;
        }
        return held.wroteLast(said.token()) ? held.standing(said.token(), at) : reading.ours() || isOld() ? held : held.doubted(at);
    }

    /** Another feed tells of our write too, and not somebody of what he did before it. */
    private boolean echoesAgain() {
        Instant made = reading.provenance().capturedTo();
        return held.sent() == null && held.sentAt() != null && made != null && !isOld() && !made.isAfter(held.sentAt().plus(echoWindow));
    }
}
