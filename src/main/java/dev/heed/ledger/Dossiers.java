package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads what is known of a subject, and keeps what became known of its records. */
@Repository
public class Dossiers {

    /**
     * Of the statements of one kind from one source only the last can matter to what holds, so a subject who toggles a
     * thousand times costs no more than one who did twice. Refusals of others count where a contact point is shared. They are
     * looked up on their own: with an "or" PostgreSQL would read the whole ledger each time.
     */
    private static final String CHANGES = """
            with said as (
                select * from ledger where subject_id = :subject
                union all
                select * from ledger where contact_point in (select point from contact_point where subject_id = :subject)
                                       and value in ('denied', 'withdrawn', 'expired') and subject_id <> :subject)
            select distinct on (subject_id, key, value, contact_point, source, actor, evidence) * from said
            order by subject_id, key, value, contact_point, source, actor, evidence, captured_to desc, source_order desc nulls last, change_id
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Dossiers(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    public Dossier load(UUID subject) {
        Set<ContactPoint> points = new LinkedHashSet<>(jdbc.sql("select point from contact_point where subject_id = ? order by since, point")
                .param(subject).query((row, n) -> ContactPoint.of(row.getString(1))).list());
        return new Dossier(subject, points, records(subject), jdbc.sql(CHANGES).param("subject", subject).query(Dossiers::change).list());
    }

    private List<RecordView> records(UUID subject) {
        Map<String, RecordView> records = new LinkedHashMap<>();
        Map<String, Map<Key, Held>> held = new LinkedHashMap<>();
        jdbc.sql("""
                select record.system, record.id, present, email, phone, key, token, sent, sent_at, view.seen_at, repairs
                from record left join view on view.system = record.system and view.record = record.id
                where subject_id = ? order by record.system, record.id, key""").param(subject).query(row -> {
            String name = row.getString("system") + "\n" + row.getString("id");
            Map<Key, Held> fields = held.computeIfAbsent(name, key -> new LinkedHashMap<>());
            records.putIfAbsent(name, new RecordView(row.getString("system"), row.getString("id"), row.getBoolean("present"),
                    point(row, "email"), point(row, "phone"), fields));
            if (row.getString("key") != null) {
                fields.put(Key.of(row.getString("key")), new Held(row.getString("token"), row.getString("sent"),
                        Sql.time(row, "sent_at"), Sql.time(row, "seen_at"), row.getInt("repairs")));
            }
        });
        return List.copyOf(records.values());
    }

    /** Keeps the records that are not as they were. */
    public void keep(Dossier before, Dossier after) {
        after.records().stream().filter(record -> !before.records().contains(record)).forEach(record -> keep(after.subject(), record));
    }

    private void keep(UUID subject, RecordView record) {
        jdbc.sql("""
                insert into record (system, id, subject_id, present, email, phone) values (?, ?, ?, ?, ?, ?)
                on conflict (system, id) do update set present = excluded.present, email = excluded.email, phone = excluded.phone,
                    seen_at = clock_timestamp()""")
                .params(record.system(), record.id(), subject, record.present(), text(record.email()), text(record.phone())).update();
        if (!record.present()) {
            jdbc.sql("delete from view where system = ? and record = ?").params(record.system(), record.id()).update();
        }
        batch.batchUpdate("""
                insert into view (system, record, key, token, sent, sent_at, seen_at, repairs) values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (system, record, key) do update set token = excluded.token, sent = excluded.sent, sent_at = excluded.sent_at,
                    seen_at = excluded.seen_at, repairs = excluded.repairs""",
                record.held().entrySet().stream().map(entry -> new Object[] {record.system(), record.id(), entry.getKey().text(),
                        entry.getValue().token(), entry.getValue().sent(), Sql.time(entry.getValue().sentAt()),
                        Sql.time(entry.getValue().seenAt()), entry.getValue().repairs()}).toList());
    }

    static Change change(ResultSet row, int number) throws SQLException {
        String point = row.getString("contact_point");
        return new Change(row.getObject("change_id", UUID.class), row.getObject("subject_id", UUID.class), Key.of(row.getString("key")),
                row.getString("value"), point == null ? null : ContactPoint.of(point), ChangeJson.read(row.getString("provenance")));
    }

    private static ContactPoint point(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : ContactPoint.of(text);
    }

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
