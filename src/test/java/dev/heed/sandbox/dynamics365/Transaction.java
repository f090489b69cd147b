package dev.heed.sandbox.dynamics365;

import dev.heed.sandbox.Writes.Write;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes of rows by one user that take effect together. */
final class Transaction {

    private final Database database;
    private final UUID user;
    private final Instant now;
    private final UUID operation = UUID.randomUUID();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Write> written = new ArrayList<>();

    Transaction(Database database, UUID user, Instant now) {
        this.database = database;
        this.user = user;
        this.now = now;
    }

    Row create(Table table, UUID id, Map<String, Object> sent) {
        if (database.row(table, id) != null) {
            throw new WebApiException(412, "0x80040237", "A record with matching key values already exists.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        table.columns().stream().filter(column -> column.initial() != null)
                .forEach(column -> values.put(column.name(), column.initial()));
        values.putAll(sent);
        values.put("createdon", now);
        values.put("createdby", user);
        Row row = store(table, id, values);
        undo.push(() -> database.remove(row));
        announce("Create", row, withKey(row, row.values()));
        return row;
    }

    Row update(Row before, Map<String, Object> sent) {
        Map<String, Object> values = new LinkedHashMap<>(before.values());
        values.putAll(sent);
        Row row = store(before.table(), before.id(), values);
        undo.push(() -> database.put(before));
        Map<String, Object> attributes = withKey(row, sent);
        attributes.put("modifiedon", now);
        attributes.put("modifiedby", user);
        attributes.put("modifiedonbehalfby", null);
        announce("Update", row, attributes);
        return row;
    }

    void delete(Row row) {
        database.remove(row);
        undo.push(() -> database.put(row));
        var deletion = new Database.Deletion(row.id(), database.nextVersion());
        database.deletions(row.table()).add(deletion);
        undo.push(() -> database.deletions(row.table()).remove(deletion));
        announce("Delete", row, Map.of());
    }

    /** Notes what came in by the API, in the words of the request. */
    void note(UUID id, Map<String, Object> sent) {
        written.add(new Write(id.toString(), sent));
    }

    void rollBack() {
        undo.forEach(Runnable::run);
    }

    List<Change> changes() {
        return changes;
    }

    List<Write> written() {
        return written;
    }

    private Row store(Table table, UUID id, Map<String, Object> values) {
        values.put("modifiedon", now);
        values.put("modifiedby", user);
        if (table == Schema.CONTACT) {
            values.put("fullname", Stream.of("firstname", "lastname").map(values::get).filter(part -> part != null)
                    .map(String::valueOf).collect(Collectors.joining(" ")));
        }
        requireColumns(table, values);
        requireLookups(table, values);
        requireFreeKey(table, id, values);
        Row row = new Row(table, id, database.nextVersion(), Collections.unmodifiableMap(values));
        database.put(row);
        return row;
    }

    private static void requireColumns(Table table, Map<String, Object> values) {
        table.columns().stream().filter(column -> column.required() && values.get(column.name()) == null).findFirst().ifPresent(column -> {
            throw new WebApiException(400, "0x80040265", "The column '" + column.name() + "' of table '" + table.logicalName()
                    + "' is required and cannot be empty.");
        });
    }

    private void requireLookups(Table table, Map<String, Object> values) {
        table.columns().stream().filter(column -> column.type() == Column.Type.LOOKUP && !column.readOnly()).forEach(column -> {
            Table target = Schema.byName(column.target()).orElseThrow();
            UUID id = (UUID) values.get(column.name());
            if (id != null && database.row(target, id) == null) {
                throw WebApiException.noRow(target, id);
            }
        });
    }

    private void requireFreeKey(Table table, UUID id, Map<String, Object> values) {
        String key = table.alternateKey() == null ? null : (String) values.get(table.alternateKey());
        Row holder = key == null ? null : database.row(table, key);
        if (holder != null && !holder.id().equals(id)) {
            throw new WebApiException(412, "0x80060892", "Entity Key " + table.alternateKey()
                    + " violated. A record with the same value for " + table.alternateKey()
                    + " already exists. A duplicate record cannot be created. Select one or more unique values and try again.");
        }
    }

    private static Map<String, Object> withKey(Row row, Map<String, Object> attributes) {
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        all.put(row.table().key().name(), row.id());
        return all;
    }

    private void announce(String message, Row row, Map<String, Object> attributes) {
        if (row.table().open()) {
            changes.add(new Change(message, row, attributes, user, now, operation));
        }
    }
}
