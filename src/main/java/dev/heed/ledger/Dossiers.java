package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.ledger.Testimonies.Testimony;
import dev.heed.sealing.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Loads what is known of a person, now or at a time in the past, and keeps what became known of their records. */
@Repository
public class Dossiers {

    /** A dossier as it was, and as it is now. */
    public record Known(Dossier before, Dossier after) {

        private Stream<RecordView> changed() {
            return after.records().stream().filter(record -> before.records().stream().noneMatch(record::equals));
        }
    }

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Testimonies testimonies;

    Dossiers(JdbcClient jdbc, Vault vault, Testimonies testimonies) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.testimonies = testimonies;
    }

    /** What is known now of the person this subject is. */
    public Dossier load(UUID subject) {
        return load(subject, Instant.MAX, Instant.MAX);
    }

    /** The same of several subjects, in as many round trips as of one. */
    public Map<UUID, Dossier> loadAll(Collection<UUID> subjects) {
        return load(subjects, Instant.MAX, Instant.MAX);
    }

    /**
     * The same with their records in the system to which each is to be carried, for that asks for no others. To be asked by who
     * {@link Subjects#share shares} them, and has not said anything of them in the same transaction.
     */
    public Map<Lane, Dossier> loadLanes(Collection<Lane> lanes) {
        if (lanes.isEmpty()) {
            return Map.of();
        }
        vault.fetch(lanes.stream().map(Lane::subject).collect(Collectors.toSet()));
        Map<Lane, UUID> persons = new LinkedHashMap<>();
        Map<UUID, Long> versions = new HashMap<>();
        Map<Lane, List<RecordView>> records = new HashMap<>();
        jdbc.sql("""
                select name, subject, asked, version, found.* from (
                    select name, subject, id asked, version from unnest(:systems, :subjects) lane (name, subject)
                    join subject person on id = person_of(subject, 'infinity')) person
                left join lateral (%s and system = name) found on true order by name, subject, id, seen_at desc""".formatted(DossierSql.RECORDS))
                .param("systems", Lane.systems(lanes)).param("subjects", Lane.subjects(lanes)).query(row -> {
                    Lane lane = new Lane(row.getString("name"), row.getObject("subject", UUID.class));
                    persons.put(lane, row.getObject("asked", UUID.class));
                    versions.put(row.getObject("asked", UUID.class), row.getLong("version"));
                    if (row.getString("system") != null) {
                        record(row).ifPresent(record -> add(record, records.computeIfAbsent(lane, one -> new ArrayList<>())));
                    }
                });
        Map<UUID, Testimony> said = testimonies.of(versions);
        Map<Lane, Dossier> dossiers = new LinkedHashMap<>();
        persons.forEach((lane, person) -> dossiers.put(lane, dossier(person, said, records.get(lane))));
        return dossiers;
    }

    /** Notes that the person is as this dossier says in this version, so that who carries it to the systems need not read it again. */
    public void remember(Dossier dossier, long version) {
        testimonies.remember(dossier.subject(), version, new Testimony(dossier.contactPoints(), dossier.changes()));
    }

    /**
     * What was known then of the person this subject was.
     *
     * @param asOf    statements made later are left out; {@link Instant#MAX} for none
     * @param knownAt what was recorded later is left out; {@link Instant#MAX} for nothing
     */
    public Dossier load(UUID subject, Instant asOf, Instant knownAt) {
        return load(List.of(subject), asOf, knownAt).get(subject);
    }

    private Map<UUID, Dossier> load(Collection<UUID> subjects, Instant asOf, Instant knownAt) {
        Map<UUID, UUID> persons = new LinkedHashMap<>();
        jdbc.sql("select asked, person_of(asked, ?) from unnest(?) asked").params(Sql.bound(knownAt), subjects.toArray(UUID[]::new))
                .query(row -> { persons.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)); });
        Set<UUID> asked = new LinkedHashSet<>(persons.values());
        vault.fetch(asked);
        Map<UUID, Testimony> said = testimonies.read(asked, asOf, knownAt);
        Map<UUID, List<RecordView>> records = records(asked, knownAt);
        Map<UUID, Dossier> dossiers = new LinkedHashMap<>();
        persons.forEach((subject, person) -> dossiers.put(subject, dossier(person, said, records.get(person))));
        return dossiers;
    }

    private static Dossier dossier(UUID person, Map<UUID, Testimony> said, List<RecordView> records) {
        return new Dossier(person, said.get(person).points(), records == null ? List.of() : records, said.get(person).changes());
    }

    private Map<UUID, List<RecordView>> records(Collection<UUID> persons, Instant knownAt) {
        Map<UUID, List<RecordView>> records = new HashMap<>();
        boolean now = knownAt.equals(Instant.MAX);
        StatementSpec statement = DossierSql.ofEach(jdbc, now ? DossierSql.RECORDS : DossierSql.RECORDS_THEN, now ? "system, id, seen_at desc" : "system, id", persons);
        (now ? statement : statement.param("known", Sql.bound(knownAt))).query(row -> {
            UUID person = row.getObject("asked", UUID.class);
            record(row).ifPresent(record -> add(record, records.computeIfAbsent(person, one -> new ArrayList<>())));
        });
        return records;
    }

    /** @param known in the order of their ids, of each the newest first */
    private static void add(RecordView record, List<RecordView> known) {
        RecordView last = known.isEmpty() ? null : known.get(known.size() - 1);
        if (last == null || !last.system().equals(record.system()) || !last.id().equals(record.id())) {
            known.add(record);
        }
    }

    private Optional<RecordView> record(ResultSet row) throws SQLException {
        boolean present = row.getBoolean("present");
        String system = row.getString("system");
        return vault.open(row.getObject("sealed_by", UUID.class), row.getBytes("sealed")).map(content -> RecordJson.read(system, present, content));
    }

    /** Keeps the records that are not as they were. */
    public void keep(Dossier before, Dossier after, Instant at) {
        keepAll(List.of(new Known(before, after)), at);
    }

    /**
     * The same for several, in one round trip; names those of whom a record is not as it was. Where several subjects are one person, a record that is new
     * is kept with the one it was {@link Identities found} through, so that it stays with that one should they be parted again.
     */
    public Set<UUID> keepAll(Collection<Known> known, Instant at) {
        // in one order, so that two who write several cannot block one another
        Map<String, Written> written = new TreeMap<>();
        known.forEach(one -> one.changed().map(record -> written(one.after().subject(), record)).forEach(row -> written.put(row.system() + ":" + hex(row.id()), row)));
        List<Written> rows = List.copyOf(written.values());
        if (!rows.isEmpty()) {
            jdbc.sql("""
                    with kept as (
                        insert into record (system, id, subject_id, present, sealed, sealed_by, seen_at)
                        select system, id, coalesce(
                            (select subject_id from record known where known.system = written.system and known.id = written.id
                                and subject_id in (select members_of(person, 'infinity')) order by subject_id limit 1),
                            (select subject_id from alias where alias.system = written.system and alias.id = written.id
                                and subject_id in (select members_of(person, 'infinity'))),
                            (select subject_id from contact_point where point in (email, phone)
                                and subject_id in (select members_of(person, 'infinity')) order by point = email desc, since, subject_id limit 1),
                            person), present, sealed, person, :at
                        from unnest(:systems, :ids, :persons, :present, :sealed, :emails, :phones) written (system, id, person, present, sealed, email, phone)
                        on conflict (system, id, subject_id) do update set present = excluded.present, sealed = excluded.sealed, sealed_by = excluded.sealed_by,
                            seen_at = excluded.seen_at
                        returning *)
                    insert into record_history (system, id, subject_id, present, sealed, sealed_by, since)
                    select system, id, subject_id, present, sealed, sealed_by, seen_at from kept""")
                    .param("systems", rows.stream().map(Written::system).toArray(String[]::new)).param("ids", rows.stream().map(Written::id).toArray(byte[][]::new))
                    .param("persons", rows.stream().map(Written::person).toArray(UUID[]::new)).param("present", rows.stream().map(Written::present).toArray(Boolean[]::new))
                    .param("sealed", rows.stream().map(Written::sealed).toArray(byte[][]::new))
                    .param("emails", rows.stream().map(Written::email).toArray(byte[][]::new)).param("phones", rows.stream().map(Written::phone).toArray(byte[][]::new))
                    .param("at", Sql.time(at)).update();
        }
        return rows.stream().map(Written::person).collect(Collectors.toSet());
    }

    private record Written(String system, byte[] id, UUID person, boolean present, byte[] sealed, byte[] email, byte[] phone) {
    }

    private Written written(UUID person, RecordView record) {
        return new Written(record.system(), Subjects.record(vault, record.system(), record.id()), person, record.present(), vault.seal(person, RecordJson.write(record)),
                hash(record.email()), hash(record.phone()));
    }

    private byte[] hash(ContactPoint point) {
        return point == null ? null : vault.hash(point.text());
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
