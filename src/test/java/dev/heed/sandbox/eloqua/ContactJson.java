package dev.heed.sandbox.eloqua;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contact in the form of REST 2.0, where numbers, times and booleans are texts. */
final class ContactJson {

    private ContactJson() {
    }

    /** @param depth {@code minimal}, {@code partial} or {@code complete}; own fields come with the latter two */
    static Map<String, Object> of(Contact contact, String depth) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "Contact");
        json.put("id", String.valueOf(contact.id()));
        json.put("createdAt", Times.unix(contact.createdAt()));
        json.put("depth", depth);
        json.put("name", contact.email());
        json.put("updatedAt", Times.unix(contact.updatedAt()));
        json.put("updatedBy", contact.updatedBy());
        json.put("emailAddress", contact.email());
        if (depth.equals("minimal")) {
            return json;
        }
        json.put("currentStatus", "Awaiting action");
        json.put("accountName", "");
        json.put("emailFormatPreference", "unspecified");
        json.put("fieldValues", ContactField.own().stream().map(field -> fieldValue(contact, field)).toList());
        addNative(contact, json);
        return json;
    }

    /** The native properties, then the own fields and e-mail groups by name. */
    static Map<String, Object> held(Contact contact) {
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("id", String.valueOf(contact.id()));
        held.put("emailAddress", contact.email());
        addNative(contact, held);
        held.put("createdAt", Times.unix(contact.createdAt()));
        held.put("updatedAt", Times.unix(contact.updatedAt()));
        ContactField.own().forEach(field -> held.put(field.internalName, shown(contact, field)));
        Map<String, String> groups = new LinkedHashMap<>();
        EmailGroup.ALL.forEach(group -> groups.put(group.name(),
                contact.group(group).map(membership -> String.valueOf(membership.subscribed())).orElse("none")));
        held.put("emailGroups", groups);
        return held;
    }

    /** A group in which the contact has no status shows neither {@code isSubscribed} nor {@code updatedAt}. */
    static Map<String, Object> subscription(Contact contact, EmailGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "ContactEmailSubscription");
        json.put("contactId", String.valueOf(contact.id()));
        json.put("emailGroup", Map.of("type", "EmailGroup", "id", String.valueOf(group.id()), "name", group.name()));
        contact.group(group).ifPresent(membership -> {
            json.put("isSubscribed", String.valueOf(membership.subscribed()));
            json.put("updatedAt", Times.unix(membership.updatedAt()));
        });
        return json;
    }

    static Map<String, Object> page(List<?> all, int page, int count) {
        int from = (int) Math.min((page - 1L) * count, all.size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("elements", all.subList(from, Math.min(from + count, all.size())));
        json.put("page", page);
        json.put("pageSize", count);
        json.put("total", all.size());
        return json;
    }

    private static void addNative(Contact contact, Map<String, Object> json) {
        json.put("firstName", contact.field(ContactField.FIRST_NAME));
        json.put("lastName", contact.field(ContactField.LAST_NAME));
        json.put("mobilePhone", contact.field(ContactField.MOBILE_PHONE));
        json.put("isBounceback", "false");
        json.put("isSubscribed", String.valueOf(contact.subscribed()));
        json.put("subscriptionDate", Times.unix(contact.subscribedAt()));
        json.put("unsubscriptionDate", Times.unix(contact.unsubscribedAt()));
    }

    /** An empty own field shows its id without a value. */
    private static Map<String, String> fieldValue(Contact contact, ContactField field) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("type", "FieldValue");
        json.put("id", String.valueOf(field.id));
        if (!contact.field(field).isEmpty()) {
            json.put("value", shown(contact, field));
        }
        return json;
    }

    private static String shown(Contact contact, ContactField field) {
        String value = contact.field(field);
        return field.isDate() && !value.isEmpty() ? Times.unix(Instant.parse(value)) : value;
    }
}
