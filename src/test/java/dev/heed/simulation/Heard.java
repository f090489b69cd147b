package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import java.util.UUID;

/** A deed that a message told Heed of, and under which subject's name. The change is null if it made nothing of it. */
record Heard(Deed deed, UUID subject, Change change) {

    Key key() {
        return deed.key();
    }

    ContactPoint point() {
        return deed.point();
    }
}
