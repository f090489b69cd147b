package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Reads the body of a write: every name must exist and every value must fit its column. */
final class Payload {

    private static final String BIND = "@odata.bind";

    private Payload() {
    }

    /** The columns a body sets, nulls included; columns only the system sets are passed over. */
    static Map<String, Object> columns(Table table, String base, ObjectNode body) {
        Map<String, Object> values = new LinkedHashMap<>();
        body.fields().forEachRemaining(field -> read(table, base, field.getKey(), field.getValue(), values));
        return values;
    }

    private static void read(Table table, String base, String name, JsonNode value, Map<String, Object> values) {
        if (name.endsWith(BIND)) {
            Column lookup = navigation(table, name.substring(0, name.length() - BIND.length()));
            values.put(lookup.name(), bound(table, base, lookup, value));
        } else if (!name.contains("@")) {
            Column column = table.find(name).orElse(null);
            if (column == null && value.isNull() && table.navigation(name).isPresent()) {
                values.put(table.navigation(name).get().name(), null);
            } else if (column == null && table.columns().stream().anyMatch(lookup -> lookup.property().equals(name))) {
                throw WebApiException.badRequest(
                        "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.");
            } else if (column == null || column.type() == Column.Type.LOOKUP) {
                throw WebApiException.badPayload(table, "Invalid property '" + name + "' was found in entity 'Microsoft.Dynamics.CRM."
                        + table.logicalName() + "'. The property '" + name + "' does not exist on type 'Microsoft.Dynamics.CRM."
                        + table.logicalName() + "'. Make sure to only use property names that are defined by the type.");
            } else if (!column.readOnly()) {
                values.put(name, value(table, column, value));
            }
        }
    }

    static Column navigation(Table table, String name) {
        return table.navigation(name).orElseThrow(() -> WebApiException.badPayload(table, "An undeclared property '" + name
                + "' which only has property annotations in the payload but no property value was found in the payload."));
    }

    static Object value(Table table, Column column, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (column.type()) {
            case TEXT -> text(table, column, value);
            case YES_NO -> fitting(table, value.isBoolean(), value, "Edm.Boolean").booleanValue();
            case CHOICE -> choice(table, column, value);
            case KEY -> ResourcePath.guid(value.asText()).orElseThrow(() -> misfit(table, value, "Edm.Guid"));
            default -> throw WebApiException.badPayload(table, "The column '" + column.name() + "' cannot be written.");
        };
    }

    private static String text(Table table, Column column, JsonNode value) {
        String text = fitting(table, value.isTextual(), value, "Edm.String").textValue();
        if (text.length() > column.maxLength()) {
            throw new WebApiException(400, "0x80044331", "A validation error occurred.  The length of the '" + column.name()
                    + "' attribute of the '" + table.logicalName() + "' entity exceeded the maximum allowed length of '"
                    + column.maxLength() + "'.");
        }
        return text;
    }

    private static Integer choice(Table table, Column column, JsonNode value) {
        int number = fitting(table, value.isInt(), value, "Edm.Int32").intValue();
        if (!column.choices().contains(number)) {
            throw new WebApiException(400, "0x8004431a", "A validation error occurred. The value " + number + " of '" + column.name()
                    + "' on record of type '" + table.logicalName() + "' is outside the valid range. Accepted Values: "
                    + column.choices().toString().replaceAll("[\\[\\] ]", ""));
        }
        return number;
    }

    private static UUID bound(Table table, String base, Column lookup, JsonNode value) {
        String address = fitting(table, value.isTextual(), value, "Edm.String").textValue();
        String relative = address.startsWith(base) ? address.substring(base.length()) : address.replaceFirst("^/", "");
        ResourcePath path = ResourcePath.parse(relative);
        if (!Schema.bySet(path.set()).logicalName().equals(lookup.target()) || !path.hasKey() || path.keyName() != null) {
            throw WebApiException.badPayload(table, "The address '" + relative + "' does not identify a " + lookup.target() + ".");
        }
        return path.id();
    }

    private static JsonNode fitting(Table table, boolean fits, JsonNode value, String type) {
        if (!fits) {
            throw misfit(table, value, type);
        }
        return value;
    }

    private static WebApiException misfit(Table table, JsonNode value, String type) {
        return WebApiException.badPayload(table, "Cannot convert the literal '" + value.asText() + "' to the expected type '" + type + "'.");
    }
}
