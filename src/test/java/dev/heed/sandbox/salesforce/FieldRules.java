package dev.heed.sandbox.salesforce;

import java.util.Map;
import java.util.regex.Pattern;

/** What the platform checks of a row before it is saved. */
final class FieldRules {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private FieldRules() {
    }

    static void check(Map<String, Object> values) {
        values.forEach((name, value) -> {
            Field field = ContactFields.get(name);
            if (!field.writable()) {
                throw ApiException.badRequest("INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: " + name
                        + ". Please check the security settings of this field and verify that it is read/write for your"
                        + " profile or permission set.", name);
            }
            if (field.required() && value == null) {
                throw missing(field);
            }
            if (value instanceof String text) {
                check(field, text);
            }
        });
    }

    static void checkComplete(Map<String, Object> values) {
        ContactFields.ALL.stream().filter(field -> field.required() && values.get(field.name()) == null).findFirst()
                .ifPresent(field -> {
                    throw missing(field);
                });
    }

    private static void check(Field field, String text) {
        if (field.type() == FieldType.PICKLIST && !field.picklist().contains(text)) {
            throw ApiException.badRequest("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.name() + ": bad value for restricted picklist field: " + text, field.name());
        }
        if (text.length() > field.length()) {
            throw ApiException.badRequest("STRING_TOO_LONG",
                    field.name() + ": data value too large: " + text + " (max length=" + field.length() + ")", field.name());
        }
        if (field.type() == FieldType.EMAIL && !ADDRESS.matcher(text).matches()) {
            throw ApiException.badRequest("INVALID_EMAIL_ADDRESS",
                    field.name() + ": invalid email address: " + text, field.name());
        }
    }

    private static ApiException missing(Field field) {
        return ApiException.badRequest("REQUIRED_FIELD_MISSING",
                "Required fields are missing: [" + field.name() + "]", field.name());
    }
}
