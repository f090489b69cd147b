package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one row as they were sent. Unknown fields and values of the wrong type fail here, before any row is
 * looked at: the platform turns the whole request down for them.
 *
 * @param values kept values by defined name; a null value clears
 * @param sent   values as they came, for the record of writes; what clears is the empty text
 */
record Draft(Map<String, Object> values, Map<String, Object> sent) {

    static Draft of(JsonNode row, Set<String> apart) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> sent = new LinkedHashMap<>();
        if (!(row instanceof ObjectNode object)) {
            throw ApiException.jsonParser("Unexpected " + row.getNodeType() + ", a record is expected");
        }
        object.fields().forEachRemaining(entry -> {
            Field field = ContactFields.find(entry.getKey()).orElse(null);
            if (apart.contains(field == null ? entry.getKey() : field.name())) {
                return;
            }
            if (field == null) {
                throw ApiException.invalidField("No such column '" + entry.getKey() + "' on sobject of type Contact");
            }
            values.put(field.name(), field.type().read(entry.getValue()));
            sent.put(field.name(), entry.getValue().isBoolean() ? (Object) entry.getValue().booleanValue()
                    : entry.getValue().isNull() ? "" : entry.getValue().asText());
        });
        return new Draft(values, sent);
    }

    /** A value the row must carry under this name, in any case; null if it does not. */
    static JsonNode named(JsonNode row, String name) {
        var fields = row.fields();
        while (fields.hasNext()) {
            var entry = fields.next();
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
