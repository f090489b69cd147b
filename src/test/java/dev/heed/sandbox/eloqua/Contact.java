package dev.heed.sandbox.eloqua;

import java.io.Serializable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A contact as it stands at one moment.
 *
 * @param fields     kept texts; an empty field is not in the map
 * @param subscribed the global e-mail subscription
 * @param groups     by group id; a group without an entry has no status, which is not the same as unsubscribed
 * @param updatedBy  id of the user who last changed the contact itself
 */
record Contact(long id, Map<ContactField, String> fields, boolean subscribed, Instant subscribedAt, Instant unsubscribedAt,
               Map<Integer, Membership> groups, Instant createdAt, Instant updatedAt, String updatedBy) implements Serializable {

    /** Whether the contact is in the group, and since when. */
    record Membership(boolean subscribed, Instant updatedAt) implements Serializable {
    }

    Contact {
        fields = Map.copyOf(fields);
        groups = Map.copyOf(groups);
    }

    String email() {
        return field(ContactField.EMAIL);
    }

    String field(ContactField field) {
        return fields.getOrDefault(field, "");
    }

    Optional<Membership> group(EmailGroup group) {
        return Optional.ofNullable(groups.get(group.id()));
    }

    Contact withFields(Map<ContactField, String> changed, Instant now, String by) {
        Map<ContactField, String> merged = new EnumMap<>(ContactField.class);
        merged.putAll(fields);
        merged.putAll(changed);
        merged.values().removeIf(String::isEmpty);
        return new Contact(id, merged, subscribed, subscribedAt, unsubscribedAt, groups, createdAt, now, by);
    }

    Contact withSubscription(boolean on, Instant now, String by) {
        return new Contact(id, fields, on, on ? now : subscribedAt, on ? unsubscribedAt : now, groups, createdAt, now, by);
    }

    /** A group is no part of the contact itself: {@code updatedAt} stays. */
    Contact withGroup(EmailGroup group, boolean on, Instant now) {
        Map<Integer, Membership> changed = new HashMap<>(groups);
        changed.put(group.id(), new Membership(on, now));
        return new Contact(id, fields, subscribed, subscribedAt, unsubscribedAt, changed, createdAt, updatedAt, updatedBy);
    }
}
