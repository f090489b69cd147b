package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/** Loads what is known of a subject, and keeps what became known of its records. */
@Repository
public class Dossiers {

    /**
     * Of the statements of one kind from one source only the last can matter to what holds, so a subject who toggles a
     * thousand times costs no more than one who did twice. Refusals of others count where a contact point is shared. They are
     * looked up on their own: with an "or" PostgreSQL would read the whole ledger each time.
     */
    private static final String CHANGES = """
            with asked as (select unnest(?::uuid[]) asked_id),
            said as (
                select asked_id, ledger.* from asked join ledger on subject_id = asked_id
                union all
                select asked_id, ledger.* from asked join contact_point on contact_point.subject_id = asked_id
                    join ledger on ledger.contact_point = contact_point.point
                where value in ('denied', 'withdrawn', 'expired') and ledger.subject_id <> asked_id)
            select distinct on (asked_id, subject_id, key, value, contact_point, source, actor, evidence) * from said
            order by asked_id, subject_id, key, value, contact_point, source, actor, evidence, captured_to desc, source_order desc nulls last, change_id
            """;

    /** A dossier as it was, and as it is now. */
    public record Known(Dossier before, Dossier after) {

        private Stream<Changed> changed() {
            return after.records().stream().filter(record -> !before.records().contains(record)).map(record -> new Changed(after.subject(), record));
        }
    }

    private record Changed(UUID subject, RecordView record) {

        private Object[] row() {
            return new Object[] {record.system(), record.id(), subject, record.present(), text(record.email()), text(record.phone())};
        }

        private Stream<Object[]> fields() {
            return record.held().entrySet().stream().map(entry -> new Object[] {record.system(), record.id(), entry.getKey().text(),
                    entry.getValue().token(), entry.getValue().sent(), Sql.time(entry.getValue().sentAt()),
                    Sql.time(entry.getValue().seenAt()), entry.getValue().repairs()});
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Dossiers(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    public Dossier load(UUID subject) {
        return loadAll(List.of(subject)).get(subject);
    }

    /** Those of several subjects, in as many round trips as that of one. */
    public Map<UUID, Dossier> loadAll(Collection<UUID> subjects) {
        String asked = Sql.uuids(subjects);
        Map<UUID, Set<ContactPoint>> points = jdbc.sql("select subject_id, point from contact_point where subject_id = any(?::uuid[]) order by since, point")
                .param(asked).query((row, n) -> Map.entry(row.getObject(1, UUID.class), ContactPoint.of(row.getString(2)))).list().stream()
                .collect(groupingBy(Entry::getKey, mapping(Entry::getValue, toCollection(LinkedHashSet::new))));
        Map<UUID, List<Change>> changes = jdbc.sql(CHANGES).param(asked)
                .query((row, n) -> Map.entry(row.getObject("asked_id", UUID.class), change(row, n))).list().stream()
                .collect(groupingBy(Entry::getKey, mapping(Entry::getValue, toList())));
        Map<UUID, Map<String, RecordView>> records = records(asked);
        return subjects.stream().distinct().collect(toMap(Function.identity(), subject -> new Dossier(subject,
                points.getOrDefault(subject, Set.of()), List.copyOf(records.getOrDefault(subject, Map.of()).values()), changes.getOrDefault(subject, List.of()))));
    }

    private Map<UUID, Map<String, RecordView>> records(String asked) {
        Map<UUID, Map<String, RecordView>> records = new HashMap<>();
        jdbc.sql("""
                select subject_id, record.system, record.id, present, email, phone, key, token, sent, sent_at, view.seen_at, repairs
                from record left join view on view.system = record.system and view.record = record.id
                where subject_id = any(?::uuid[]) order by record.system, record.id, key""").param(asked).query(row -> {
            RecordView found = new RecordView(row.getString("system"), row.getString("id"), row.getBoolean("present"),
                    point(row, "email"), point(row, "phone"), new LinkedHashMap<>());
            RecordView record = records.computeIfAbsent(row.getObject("subject_id", UUID.class), id -> new LinkedHashMap<>())
                    .computeIfAbsent(found.system() + "\n" + found.id(), name -> found);
            if (row.getString("key") != null) {
                record.held().put(Key.of(row.getString("key")), new Held(row.getString("token"), row.getString("sent"),
                        Sql.time(row, "sent_at"), Sql.time(row, "seen_at"), row.getInt("repairs")));
            }
        });
        return records;
    }

    /** Keeps the records that are not as they were. */
    public void keep(Dossier before, Dossier after) {
        keepAll(List.of(new Known(before, after)));
    }

    /** The same for several, in as many round trips as for one. */
    public void keepAll(Collection<Known> known) {
        List<Changed> changed = known.stream().flatMap(Known::changed).toList();
        batch.batchUpdate("""
                insert into record (system, id, subject_id, present, email, phone) values (?, ?, ?, ?, ?, ?)
                on conflict (system, id) do update set present = excluded.present, email = excluded.email, phone = excluded.phone,
                    seen_at = clock_timestamp()""", changed.stream().map(Changed::row).toList());
        batch.batchUpdate("delete from view where system = ? and record = ?", changed.stream().map(Changed::record).filter(record -> !record.present())
                .map(record -> new Object[] {record.system(), record.id()}).toList());
        batch.batchUpdate("""
                insert into view (system, record, key, token, sent, sent_at, seen_at, repairs) values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (system, record, key) do update set token = excluded.token, sent = excluded.sent, sent_at = excluded.sent_at,
                    seen_at = excluded.seen_at, repairs = excluded.repairs""", changed.stream().flatMap(Changed::fields).toList());
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
