package dev.heed.policy;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;

/**
 * One thing that has an answer.
 *
 * @param contactPoint the address it is answered for, null where the channel has none or none is known
 */
public record Slot(Key key, ContactPoint contactPoint) {
}
