package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;

/**
 * What really happened: who set what, where, for which contact point, and when by the one true clock.
 *
 * @param saw the deed whose effect stood there, long enough for somebody to have seen it; null if none did
 */
record Deed(int number, String site, String record, Key key, String value, ContactPoint point, Actor actor, long at, Deed saw) {

    /** What the same flag says besides, where it switches more than it is named for. */
    Deed besides(Key other, ContactPoint reached) {
        return new Deed(number, site, record, other, value, reached, actor, at, saw);
    }

    boolean refuses() {
        return key instanceof Permission && Decision.of(value).restrictive();
    }

    boolean grants() {
        return key instanceof Permission && Decision.of(value) == Decision.GRANTED;
    }

    /** Of two in the same millisecond only their own system knows which came later. */
    boolean isAfter(Deed other) {
        return at > other.at || at == other.at && site.equals(other.site) && number > other.number;
    }

    @Override
    public String toString() {
        return "deed " + number + " (" + actor.text() + " in " + site + ": " + key.text() + " = " + value + ", at " + at + " ms)";
    }
}
