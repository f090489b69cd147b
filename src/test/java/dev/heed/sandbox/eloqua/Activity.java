package dev.heed.sandbox.eloqua;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A subscription or its end, as the activity export tells it. Nothing in it says who did it.
 *
 * @param type      {@code Subscribe} or {@code Unsubscribe}
 * @param assetType {@code EmailGroup}, or {@code Global} with an empty asset id and name: the text of the real one for
 *                  a global change is in no public source
 */
record Activity(long id, String type, Instant createdAt, long contactId, String email, String assetType, String assetId,
                String assetName) implements Serializable {

    static Activity global(long id, boolean on, Instant at, Contact contact) {
        return new Activity(id, type(on), at, contact.id(), contact.email(), "Global", "", "");
    }

    static Activity group(long id, boolean on, Instant at, Contact contact, EmailGroup group) {
        return new Activity(id, type(on), at, contact.id(), contact.email(), "EmailGroup", String.valueOf(group.id()), group.name());
    }

    /** The same for every activity of a contact, so that it cannot serve as a mark of the author. */
    String emailRecipientId() {
        return UUID.nameUUIDFromBytes(("recipient " + contactId).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String type(boolean on) {
        return on ? "Subscribe" : "Unsubscribe";
    }
}
