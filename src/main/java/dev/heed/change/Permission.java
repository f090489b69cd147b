package dev.heed.change;

import java.util.Objects;

/**
 * Leave to use a channel for a purpose, for one topic or for all of them.
 *
 * @param topic null for the purpose as a whole
 */
public record Permission(String channel, String purpose, String topic) implements Key {

    public Permission {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(purpose);
    }

    static Permission of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("'" + text + "' is no permission: expected channel/purpose or channel/purpose/topic");
        }
        return new Permission(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
    }

    /** Whether a statement about this one says something about the other too: the whole covers each of its topics. */
    public boolean covers(Permission other) {
        return channel.equals(other.channel) && purpose.equals(other.purpose) && (topic == null || topic.equals(other.topic));
    }

    @Override
    public String text() {
        return topic == null ? channel + "/" + purpose : channel + "/" + purpose + "/" + topic;
    }
}
