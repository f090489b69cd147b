package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows as the Web API shows them. */
final class Rendering {

    private Rendering() {
    }

    /** The selected columns, the key always among them, with the row's tag in front. */
    static ObjectNode row(Row row, List<Column> selected) {
        ObjectNode json = Json.object().put("@odata.etag", row.etag());
        selected.forEach(column -> json.putPOJO(column.property(), shown(row.get(column))));
        return json.putPOJO(row.table().key().name(), shown(row.id()));
    }

    static Object shown(Object value) {
        return value instanceof UUID || value instanceof Instant ? value.toString() : value;
    }

    /** What the metadata address says in brackets: {@code contacts(donotemail)}, or the bare set for all columns. */
    static String context(String base, Table table, List<Column> selected) {
        return base + "$metadata#" + table.entitySet() + (selected.size() == table.columns().size() ? ""
                : selected.stream().map(Column::property).collect(Collectors.joining(",", "(", ")")));
    }
}
