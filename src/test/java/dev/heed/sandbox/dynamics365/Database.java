package dev.heed.sandbox.dynamics365;

import dev.heed.sandbox.Writes;
import java.io.Serializable;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rows of every table, one row version counter for all, and what was deleted. One reader or writer at a time. */
final class Database {

    record Deletion(UUID id, long version) implements Serializable {
    }

    /** A row by the name of its table. */
    record KnownRow(String table, UUID id, long version, LinkedHashMap<String, Object> values) implements Serializable {
    }

    record Memory(List<KnownRow> rows, TreeMap<String, List<Deletion>> deletions, long version) implements Serializable {
    }

    private final Clock clock;
    private final Writes writes;
    private final Consumer<Change> announce;
    private final Map<Table, Map<UUID, Row>> rows = new HashMap<>();
    private final Map<Table, Map<String, UUID>> alternateKeys = new HashMap<>();
    private final Map<Table, List<Deletion>> deletions = new HashMap<>();
    private long version = 800_000;

    Database(Clock clock, Writes writes, Consumer<Change> announce) {
        this.clock = clock;
        this.writes = writes;
        this.announce = announce;
        clear();
    }

    synchronized <T> T read(Supplier<T> reading) {
        return reading.get();
    }

    /** All or nothing. What was changed is announced after the commit, in order. */
    synchronized <T> T write(UUID user, Function<Transaction, T> writing) {
        var transaction = new Transaction(this, user, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        T result;
        try {
            result = writing.apply(transaction);
        } catch (RuntimeException e) {
            transaction.rollBack();
            throw e;
        }
        transaction.written().forEach(write -> writes.add(write.recordId(), write.fields()));
        transaction.changes().forEach(announce);
        return result;
    }

    synchronized Memory memory() {
        List<KnownRow> known = new ArrayList<>();
        TreeMap<String, List<Deletion>> gone = new TreeMap<>();
        for (Table table : Schema.TABLES) {
            rows(table).forEach(row -> known.add(new KnownRow(table.logicalName(), row.id(), row.version(), new LinkedHashMap<>(row.values()))));
            gone.put(table.logicalName(), List.copyOf(deletions(table)));
        }
        return new Memory(known, gone, version);
    }

    synchronized void recall(Memory memory) {
        clear();
        for (Table table : Schema.TABLES) {
            memory.rows().stream().filter(row -> row.table().equals(table.logicalName()))
                    .forEach(row -> put(new Row(table, row.id(), row.version(), row.values())));
            deletions(table).addAll(memory.deletions().getOrDefault(table.logicalName(), List.of()));
        }
        version = memory.version();
    }

    synchronized void clear() {
        Schema.TABLES.forEach(table -> {
            rows.put(table, new LinkedHashMap<>());
            alternateKeys.put(table, new HashMap<>());
            deletions.put(table, new ArrayList<>());
        });
    }

    Collection<Row> rows(Table table) {
        return rows.get(table).values();
    }

    Row row(Table table, UUID id) {
        return rows.get(table).get(id);
    }

    Row row(Table table, String alternateKey) {
        return row(table, alternateKeys.get(table).get(folded(alternateKey)));
    }

    List<Deletion> deletions(Table table) {
        return deletions.get(table);
    }

    long version() {
        return version;
    }

    long nextVersion() {
        return ++version;
    }

    void put(Row row) {
        Row before = rows.get(row.table()).put(row.id(), row);
        if (before != null) {
            forgetKey(before);
        }
        String key = alternateKey(row);
        if (key != null) {
            alternateKeys.get(row.table()).put(key, row.id());
        }
    }

    void remove(Row row) {
        rows.get(row.table()).remove(row.id());
        forgetKey(row);
    }

    private void forgetKey(Row row) {
        String key = alternateKey(row);
        if (key != null) {
            alternateKeys.get(row.table()).remove(key);
        }
    }

    private static String alternateKey(Row row) {
        return row.table().alternateKey() == null ? null : folded((String) row.get(row.table().alternateKey()));
    }

    /** The real database compares text without regard to case. */
    static String folded(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
