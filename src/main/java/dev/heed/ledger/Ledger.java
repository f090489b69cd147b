package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only history of every change and what became of it, and the state that follows from it. */
@Repository
public class Ledger {

    /** A change as the ledger holds it. */
    public record Entry(long sequence, Change change, Instant recordedAt, String rule) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Ledger(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    public void append(Collection<Judged> judged) {
        batch.batchUpdate("""
                insert into ledger (change_id, subject_id, key, value, contact_point, source, record, actor, evidence,
                                    captured_from, captured_to, source_order, received_at, provenance, rule)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""", judged.stream().map(Ledger::row).toList());
    }

    private static Object[] row(Judged judged) {
        Change change = judged.change();
        Provenance origin = change.provenance();
        return new Object[] {change.id(), change.subject(), change.key().text(), change.value(), text(change.contactPoint()),
                origin.source(), origin.record(), origin.actor().text(), origin.evidence().text(), Sql.time(origin.capturedFrom()),
                Sql.time(origin.capturedTo()), origin.sequence(), Sql.time(origin.receivedAt()), ChangeJson.write(origin), judged.rule().text()};
    }

    public void keepState(UUID subject, Map<Slot, Answer> state, long version) {
        batch.batchUpdate("""
                insert into state (subject_id, key, contact_point, value, change_id, version) values (?, ?, ?, ?, ?, ?)
                on conflict (subject_id, key, contact_point) do update
                set value = excluded.value, change_id = excluded.change_id, version = excluded.version""",
                state.entrySet().stream().filter(entry -> entry.getValue().by() != null)
                        .map(entry -> new Object[] {subject, entry.getKey().key().text(),
                                entry.getKey().contactPoint() == null ? "" : entry.getKey().contactPoint().text(),
                                entry.getValue().value(), entry.getValue().by().id(), version}).toList());
    }

    public Optional<Entry> find(UUID change) {
        return jdbc.sql("select * from ledger where change_id = ?").param(change).query(Ledger::entry).optional();
    }

    /**
     * What this subject said, newest first.
     *
     * @param before only entries with a smaller sequence than this
     */
    public List<Entry> history(UUID subject, long before, int limit) {
        return jdbc.sql("select * from ledger where subject_id = ? and sequence < ? order by sequence desc limit ?")
                .params(subject, before, limit).query(Ledger::entry).list();
    }

    private static Entry entry(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Entry(row.getLong("sequence"), Dossiers.change(row, number), Sql.time(row, "recorded_at"), row.getString("rule"));
    }

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
