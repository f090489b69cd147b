package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Type of a field: what JSON it takes, and the Java value that is kept. */
enum FieldType {

    ID("id"), REFERENCE("reference"), STRING("string"), EMAIL("email"), PHONE("phone"), PICKLIST("picklist"),
    BOOLEAN("boolean") {
        @Override
        Object read(JsonNode json) {
            if (!json.isBoolean()) {
                throw refuse(json);
            }
            return json.booleanValue();
        }
    },
    DATE_TIME("datetime") {
        @Override
        Object read(JsonNode json) {
            if (json.isNull()) {
                return null;
            }
            if (!json.isTextual()) {
                throw refuse(json);
            }
            try {
                Instant instant = DateTimes.parse(json.textValue());
                return instant.truncatedTo(ChronoUnit.SECONDS);
            } catch (DateTimeParseException e) {
                throw refuse(json);
            }
        }
    };

    private final String word;

    FieldType(String word) {
        this.word = word;
    }

    /** The value to keep, null for none; text loses the blanks around it, and blank text is none. */
    Object read(JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        if (!json.isTextual()) {
            throw refuse(json);
        }
        String text = json.textValue().strip();
        return text.isEmpty() ? null : text;
    }

    String word() {
        return word;
    }

    ApiException refuse(JsonNode json) {
        String kind = json.isNumber() ? "NUMBER" : json.isTextual() ? "STRING" : json.getNodeType().name();
        return ApiException.jsonParser("Cannot deserialize instance of " + word + " from VALUE_" + kind + " value "
                + json.asText(json.toString()) + " or request may be missing a required field");
    }
}
