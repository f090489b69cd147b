package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A contact as a client sends it to REST, wholly: what it leaves out is cleared.
 *
 * @param subscribed the global subscription, where the client says it
 */
record ContactBody(Map<ContactField, String> fields, Optional<Boolean> subscribed) {

    private static final Set<String> PROPERTIES = Set.of("type", "id", "createdAt", "depth", "name", "updatedAt", "updatedBy",
            "emailAddress", "currentStatus", "accountName", "emailFormatPreference", "fieldValues", "firstName", "lastName",
            "mobilePhone", "isBounceback", "isSubscribed", "subscriptionDate", "unsubscriptionDate");

    static ContactBody read(JsonNode json) {
        if (!json.isObject()) {
            throw Refusal.serialization();
        }
        json.fields().forEachRemaining(property -> {
            boolean typed = property.getKey().equals("fieldValues") ? property.getValue().isArray() : property.getValue().isTextual();
            if (!PROPERTIES.contains(property.getKey()) || !typed) {
                throw Refusal.serialization();
            }
        });
        if (json.path("emailAddress").asText().isBlank()) {
            throw Refusal.invalid("emailAddress", "NotNullRequirement", "");
        }
        Map<ContactField, String> fields = new EnumMap<>(ContactField.class);
        Map<String, String> own = fieldValues(json.path("fieldValues"));
        for (ContactField field : ContactField.values()) {
            String value = field.isOwn() ? own.getOrDefault(String.valueOf(field.id), "") : json.path(field.property).asText("");
            field.violation(value).ifPresent(requirement -> {
                throw Refusal.invalid(field.isOwn() ? "fieldValues" : field.property, requirement, value);
            });
            fields.put(field, field.kept(value));
        }
        return new ContactBody(fields, Optional.ofNullable(json.get("isSubscribed")).map(flag -> flag("isSubscribed", flag)));
    }

    /** {@code "true"} or {@code "false"}, as text. */
    static boolean flag(String property, JsonNode json) {
        String value = json.asText();
        if (!json.isTextual() || !value.equals("true") && !value.equals("false")) {
            throw Refusal.invalid(property, "BooleanRequirement", value);
        }
        return value.equals("true");
    }

    String email() {
        return fields.get(ContactField.EMAIL);
    }

    private static Map<String, String> fieldValues(JsonNode json) {
        Map<String, String> values = new HashMap<>();
        json.forEach(field -> {
            String id = field.path("id").asText();
            if (!field.isObject() || !field.path("type").asText("FieldValue").equals("FieldValue")) {
                throw Refusal.serialization();
            }
            if (ContactField.ofOwnId(id).isEmpty()) {
                throw Refusal.invalid("fieldValues", "IdRequirement", id);
            }
            values.put(id, field.path("value").asText(""));
        });
        return values;
    }
}
