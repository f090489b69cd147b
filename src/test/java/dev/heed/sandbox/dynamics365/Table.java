package dev.heed.sandbox.dynamics365;

import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param entitySet    its name in addresses: {@code contacts}
 * @param label        the primary name column
 * @param alternateKey the text column that also identifies a row, or null
 * @param open         the application user may write it, and its changes are tracked and announced
 */
record Table(String logicalName, String entitySet, String label, String alternateKey, boolean open, List<Column> columns) {

    Column key() {
        return columns.get(0);
    }

    Column column(String name) {
        return find(name).orElseThrow();
    }

    Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    Optional<Column> navigation(String name) {
        return columns.stream().filter(column -> !column.readOnly() && name.equals(column.navigation())).findFirst();
    }

    Column property(String property) {
        return columns.stream().filter(column -> column.property().equals(property)).findFirst()
                .orElseThrow(() -> WebApiException.noProperty(this, property));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return logicalName.hashCode();
    }
}
