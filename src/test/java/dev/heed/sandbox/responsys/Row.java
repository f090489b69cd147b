package dev.heed.sandbox.responsys;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recipient in the list: a value or null for every column. Guarded by its {@link ContactList}. */
final class Row implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<String, String> values = new LinkedHashMap<>();
    private long revision;

    Row() {
        Column.NAMES.forEach(name -> values.put(name, null));
    }

    String get(String column) {
        return values.get(column);
    }

    void put(String column, String value) {
        values.put(column, value == null || value.isEmpty() ? null : value);
    }

    long revision() {
        return revision;
    }

    void revision(long revision) {
        this.revision = revision;
    }

    Row twin() {
        Row twin = new Row();
        twin.values.putAll(values);
        twin.revision = revision;
        return twin;
    }

    Map<String, String> copy() {
        return new LinkedHashMap<>(values);
    }

    List<String> copy(List<String> columns) {
        List<String> copy = new ArrayList<>();
        columns.forEach(column -> copy.add(values.get(column)));
        return copy;
    }
}
