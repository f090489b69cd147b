package dev.heed.benchmark.past;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes the indexes and references off tables while they are filled, and makes them again just as they were. */
final class BareTables {

    private final JdbcClient jdbc;
    private final List<String> again = new ArrayList<>();

    BareTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void strip(Collection<String> tables) {
        String[] names = tables.toArray(String[]::new);
        List<String> references = constraints(names, "f");
        // others refer to subjects by their key, which stays
        String[] unreferred = tables.stream().filter(table -> !table.equals("subject")).toArray(String[]::new);
        again.addAll(constraints(unreferred, "pu"));
        jdbc.sql("select indexrelid::regclass::text name, pg_get_indexdef(indexrelid) made from pg_index where indrelid::regclass::text = any(?)").param(unreferred)
                .query((row, n) -> List.of(row.getString("name"), row.getString("made"))).list().forEach(index -> {
                    jdbc.sql("drop index " + index.get(0)).update();
                    again.add(index.get(1));
                });
        again.addAll(references);
    }

    private List<String> constraints(String[] tables, String kinds) {
        return jdbc.sql("""
                select conrelid::regclass::text held, quote_ident(conname) name, pg_get_constraintdef(oid) made from pg_constraint
                where conrelid::regclass::text = any(:tables) and position(contype in :kinds) > 0""").param("tables", tables).param("kinds", kinds)
                .query((row, n) -> List.of(row.getString("held"), row.getString("name"), row.getString("made"))).list().stream().map(one -> {
                    jdbc.sql("alter table %s drop constraint %s".formatted(one.get(0), one.get(1))).update();
                    return "alter table %s add constraint %s %s".formatted(one.get(0), one.get(1), one.get(2));
                }).toList();
    }

    /** Keys first, then the other indexes, then what refers to keys. */
    void clothe() {
        again.forEach(made -> jdbc.sql(made).update());
    }
}
