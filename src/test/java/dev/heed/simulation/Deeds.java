package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Everything that was really done, and which change it became. */
final class Deeds {

    private final Map<UUID, Deed> recorded = new HashMap<>();
    private int count;
    private int messages;

    Deed done(String site, String record, Key key, String value, ContactPoint point, Actor actor, long at, Deed saw) {
        return new Deed(++count, site, record, key, value, point, actor, at, saw);
    }

    int nextMessage() {
        return ++messages;
    }

    void recorded(UUID change, Deed deed) {
        recorded.put(change, deed);
    }

    /** The deed that became this change; null if there is none. */
    Deed of(UUID change) {
        return change == null ? null : recorded.get(change);
    }
}
