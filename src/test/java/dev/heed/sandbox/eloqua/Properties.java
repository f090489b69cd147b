package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The properties of a definition as a client sent them, read strictly. */
record Properties(JsonNode json) {

    Properties {
        if (json == null || !json.isObject()) {
            throw new BulkFailure("", "", "A JSON object is expected.");
        }
    }

    void allowOnly(Set<String> keys) {
        json.fieldNames().forEachRemaining(name -> {
            if (!keys.contains(name)) {
                throw new BulkFailure(name, json.get(name).asText(), "Unknown property.");
            }
        });
    }

    String text(String name, int longest) {
        String value = json.path(name).asText("");
        if (value.isBlank() || value.length() > longest) {
            throw new BulkFailure(name, value, "Must be a string value, at least 1 character and at most " + longest + " characters long.");
        }
        return value;
    }

    /** A JSON boolean or its text. */
    boolean flag(String name, boolean otherwise) {
        if (!json.has(name)) {
            return otherwise;
        }
        return switch (json.get(name).asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BulkFailure(name, json.get(name).asText(), "Must be a boolean.");
        };
    }

    Duration duration(String name, Duration otherwise, Duration longest) {
        if (!json.has(name)) {
            return otherwise;
        }
        String value = json.get(name).asText();
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(Duration.ofHours(1)) >= 0 && (longest == null || duration.compareTo(longest) <= 0)) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new BulkFailure(name, value, "Must be an ISO-8601 duration.");
        }
        throw new BulkFailure(name, value, "Must be at least PT1H" + (longest == null ? "." : " and at most P14D."));
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        if (!json.has(name)) {
            return otherwise;
        }
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(json.get(name).asText())) {
                return constant;
            }
        }
        throw new BulkFailure(name, json.get(name).asText(), "Unknown value.");
    }

    /** Statements by the name the client gave them, in the order given. */
    Map<String, String> fields(int most) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.path("fields").fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue().asText()));
        if (fields.isEmpty() || fields.size() > most) {
            throw new BulkFailure("fields", String.valueOf(fields.size()), "Must contain at least 1 and at most " + most + " fields.");
        }
        return fields;
    }
}
