package dev.heed.sandbox.dynamics365;

import java.util.Map;
import java.util.UUID;

/** One version of one row. Values are String, Boolean, Integer, UUID (lookup) or Instant; a column that is not there is null. */
record Row(Table table, UUID id, long version, Map<String, Object> values) {

    Object get(Column column) {
        return switch (column.type()) {
            case KEY -> id;
            case VERSION -> version;
            default -> values.get(column.name());
        };
    }

    Object get(String column) {
        return get(table.column(column));
    }

    String etag() {
        return "W/\"" + version + "\"";
    }
}
