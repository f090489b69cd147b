package dev.heed.simulation;

import dev.heed.change.Key;
import dev.heed.mapping.Message;
import java.time.Instant;
import java.util.Map;

/**
 * A message of a system's feed, with what it is made of: the cells it shows, and so whose doing each of them is.
 *
 * @param number  makes it unique; its digest is made of it, so that what is recorded can be traced back
 * @param touched when the record was last touched, by the true clock; null where the feed does not tell
 */
record Told(int number, String system, String record, String feed, byte[] body, Map<Key, Cell> cells, boolean deleted, Instant touched) {

    Message received(Instant at) {
        return new Message(feed, body, null, false, at, digest());
    }

    String digest() {
        return "told-" + number;
    }
}
