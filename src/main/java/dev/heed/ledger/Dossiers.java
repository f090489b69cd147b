package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Loads what is known of a person, now or at a time in the past, and keeps what became known of their records. */
@Repository
public class Dossiers {

    /** Which system is not asked. */
    private static final String ANY = null;

    /** More than the clocks of two nodes are apart, of which one receives and another records. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    /** A dossier as it was, and as it is now. */
    public record Known(Dossier before, Dossier after) {

        private Stream<RecordView> changed() {
            return after.records().stream().filter(record -> before.records().stream().noneMatch(record::equals));
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Vault vault;
    private final Entries entries;

    Dossiers(JdbcClient jdbc, JdbcTemplate batch, Vault vault, Entries entries) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.vault = vault;
        this.entries = entries;
    }

    /** What is known now of the person this subject is. */
    public Dossier load(UUID subject) {
        return load(subject, Instant.MAX, Instant.MAX);
    }

    /** The same of several subjects, in as many round trips as of one. */
    public Map<UUID, Dossier> loadAll(Collection<UUID> subjects) {
        return load(subjects, ANY, Instant.MAX, Instant.MAX);
    }

    /** The same with their records in one system alone, for what is to be carried there asks for no others. */
    public Map<UUID, Dossier> loadAll(Collection<UUID> subjects, String system) {
        return load(subjects, system, Instant.MAX, Instant.MAX);
    }

    /**
     * What was known then of the person this subject was.
     *
     * @param asOf    statements made later are left out; {@link Instant#MAX} for none
     * @param knownAt what was recorded later is left out; {@link Instant#MAX} for nothing
     */
    public Dossier load(UUID subject, Instant asOf, Instant knownAt) {
        return load(List.of(subject), ANY, asOf, knownAt).get(subject);
    }

    private Map<UUID, Dossier> load(Collection<UUID> subjects, String system, Instant asOf, Instant knownAt) {
        Map<UUID, UUID> persons = new LinkedHashMap<>();
        jdbc.sql("select asked, person_of(asked, ?) from unnest(?) asked").params(Sql.bound(knownAt), subjects.toArray(UUID[]::new))
                .query(row -> { persons.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)); });
        UUID[] asked = persons.values().stream().distinct().toArray(UUID[]::new);
        Map<UUID, Map<String, ContactPoint>> points = points(asked, knownAt);
        Map<UUID, List<RecordView>> records = records(asked, system, knownAt);
        Map<UUID, List<Change>> changes = changes(asked, asOf, knownAt, points);
        Map<UUID, Dossier> dossiers = new LinkedHashMap<>();
        persons.forEach((subject, person) -> dossiers.put(subject, new Dossier(person,
                new LinkedHashSet<>(points.getOrDefault(person, Map.of()).values()), records.getOrDefault(person, List.of()), changes.getOrDefault(person, List.of()))));
        return dossiers;
    }

    private Map<UUID, Map<String, ContactPoint>> points(UUID[] asked, Instant knownAt) {
        Map<UUID, Map<String, ContactPoint>> points = new HashMap<>();
        ofEach(DossierSql.POINTS, "since, point", asked).param("known", Sql.bound(knownAt)).query(row -> {
            Optional<byte[]> text = vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed"));
            if (text.isPresent()) {
                points.computeIfAbsent(row.getObject("asked", UUID.class), person -> new LinkedHashMap<>())
                        .put(hex(row.getBytes("point")), ContactPoint.of(new String(text.get(), StandardCharsets.UTF_8)));
            }
        });
        return points;
    }

    private Map<UUID, List<Change>> changes(UUID[] asked, Instant asOf, Instant knownAt, Map<UUID, Map<String, ContactPoint>> points) {
        Map<UUID, List<Change>> changes = new HashMap<>();
        ofEach(DossierSql.CHANGES, "sequence", asked).param("as", Sql.bound(statedBy(asOf, knownAt))).param("known", Sql.bound(knownAt)).query(row -> {
            UUID person = row.getObject("asked", UUID.class);
            Change change = row.getBoolean("own") ? entries.change(row, person)
                    : entries.shared(row, points.getOrDefault(person, Map.of()).get(hex(row.getBytes("point"))));
            changes.computeIfAbsent(person, one -> new ArrayList<>()).add(change);
        });
        return changes;
    }

    /**
     * Nothing is stated later than it is recorded: a time in the future is set back to the receipt. So what was known then was stated by
     * then, and what was stated later need not be walked through.
     */
    private static Instant statedBy(Instant asOf, Instant knownAt) {
        return asOf.isBefore(knownAt) || asOf.minus(CLOCKS).isBefore(knownAt) ? asOf : knownAt.plus(CLOCKS);
    }

    private Map<UUID, List<RecordView>> records(UUID[] asked, String system, Instant knownAt) {
        Map<UUID, List<RecordView>> records = new HashMap<>();
        boolean now = knownAt.equals(Instant.MAX);
        StatementSpec statement = ofEach(now ? DossierSql.RECORDS : DossierSql.RECORDS_THEN, "system, id", asked);
        (now ? statement.param("system", system) : statement.param("known", Sql.bound(knownAt))).query(row -> {
            Optional<byte[]> content = vault.open(row.getObject("sealed_by", UUID.class), row.getBytes("sealed"));
            if (content.isPresent()) {
                records.computeIfAbsent(row.getObject("asked", UUID.class), person -> new ArrayList<>())
                        .add(RecordJson.read(row.getString("system"), row.getBoolean("present"), content.get()));
            }
        });
        return records;
    }

    /** What is selected for one person, who is called {@code asked} there, for several. */
    private StatementSpec ofEach(String select, String order, UUID[] persons) {
        return jdbc.sql("select asked, found.* from unnest(:persons) asked cross join lateral (" + select + ") found order by " + order).param("persons", persons);
    }

    /** Keeps the records that are not as they were; false if all are. */
    public boolean keep(Dossier before, Dossier after, Instant at) {
        return keepAll(List.of(new Known(before, after)), at);
    }

    /** The same for several, in as many round trips as for one. */
    public boolean keepAll(Collection<Known> known, Instant at) {
        List<Object[]> changed = known.stream().flatMap(one -> one.changed().map(record -> columns(one.after().subject(), record, at)))
                // in one order, so that two who write several cannot block one another
                .sorted(Comparator.comparing((Object[] row) -> (String) row[0]).thenComparing(row -> hex((byte[]) row[1]))).toList();
        batch.batchUpdate("""
                with kept as (
                    insert into record (system, id, subject_id, present, sealed, sealed_by, seen_at) values (?, ?, coalesce((
                        select subject_id from record known where known.system = ? and known.id = ?
                        and subject_id in (select members_of(?, 'infinity')) order by subject_id limit 1), ?), ?, ?, ?, ?)
                    on conflict (system, id, subject_id) do update set present = excluded.present, sealed = excluded.sealed, sealed_by = excluded.sealed_by,
                        seen_at = excluded.seen_at
                    returning *)
                insert into record_history (system, id, subject_id, present, sealed, sealed_by, since)
                select system, id, subject_id, present, sealed, sealed_by, seen_at from kept""", changed);
        return !changed.isEmpty();
    }

    private Object[] columns(UUID person, RecordView record, Instant at) {
        byte[] id = Subjects.record(vault, record.system(), record.id());
        return new Object[] {record.system(), id, record.system(), id, person, person, record.present(),
                 vault.seal(person, RecordJson.write(record)), person, Sql.time(at)};
    }

    /** Seals with the subject's own key what was found out about its records while another spoke for it. */
    public void reseal(UUID subject) {
        record Sealed(String system, byte[] id, UUID by, byte[] content) {
        }
        jdbc.sql("select system, id, sealed_by, sealed from record where subject_id in (select members_of(:subject, 'infinity')) and sealed_by <> subject_id")
                .param("subject", subject).query((row, n) -> new Sealed(row.getString("system"), row.getBytes("id"),
                        row.getObject("sealed_by", UUID.class), row.getBytes("sealed"))).list()
                .forEach(sealed -> vault.open(sealed.by(), sealed.content()).ifPresent(content -> jdbc
                        .sql("update record set sealed = ?, sealed_by = ? where system = ? and id = ? and sealed_by = ?")
                        .params(vault.seal(subject, content), subject, sealed.system(), sealed.id(), sealed.by()).update()));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
