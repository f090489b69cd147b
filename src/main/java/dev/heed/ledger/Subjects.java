package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.mapping.Reading;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the person a record is about. A record known before is whose it was. Otherwise one e-mail address is one person,
 * unless that person has another record in the same system already: two records with one address may be two people, and
 * a shared address does not merge them. A telephone number alone makes out a person only where nothing else is known.
 *
 * <p>Subjects that were merged are one person, named by the one the others were merged into.
 */
@Repository
public class Subjects {

    private static final String NOW = "'infinity'::timestamptz";

    private final JdbcClient jdbc;
    private final Vault vault;

    Subjects(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Who speaks.
     *
     * @param origin in whose chain a statement is written: that of the subject the record was found with, whoever speaks for them now
     */
    public record Speaker(UUID person, UUID origin) {

        private static Speaker of(UUID person) {
            return new Speaker(person, person);
        }
    }

    /**
     * Locks whoever may be meant by these, until the transaction ends, and says of each reading who it is: several where all that is known is a
     * number that several share, the one known longest first; nobody where it is a record that was left of somebody erased.
     *
     * @param readings of which no two name one record, address or number
     */
    public List<List<Speaker>> find(List<Reading> readings) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(?) with ordinality as named (name, number) order by number")
                .param(readings.stream().flatMap(this::names).sorted().toArray(String[]::new)).query((row, n) -> n).list();
        Map<Integer, Speaker> known = known(readings);
        return IntStream.range(0, readings.size()).mapToObj(i -> known.containsKey(i) ? List.of(known.get(i)) : unknown(readings.get(i))).toList();
    }

    private Stream<String> names(Reading reading) {
        return Stream.of(reading.system() + ":" + reading.recordId(), text(reading.email()), text(reading.phone())).filter(Objects::nonNull).map(this::name);
    }

    /** Whose records these are, by the number of the reading. */
    private Map<Integer, Speaker> known(List<Reading> readings) {
        Map<Integer, Speaker> known = new HashMap<>();
        jdbc.sql("""
                select number - 1 number, subject_id, person_of(subject_id, 'infinity') person
                from unnest(:systems, :records) with ordinality asked (asked_system, asked_id, number) cross join lateral (
                    select subject_id from record join subject on subject.id = subject_id where system = asked_system and record.id = asked_id
                    order by created_at, subject_id limit 1) found""")
                .param("systems", readings.stream().map(Reading::system).toArray(String[]::new))
                .param("records", readings.stream().map(reading -> record(vault, reading.system(), reading.recordId())).toArray(byte[][]::new))
                .query(row -> { known.put(row.getInt("number"), new Speaker(row.getObject("person", UUID.class), row.getObject("subject_id", UUID.class))); });
        return known;
    }

    private List<Speaker> unknown(Reading reading) {
        return unknownRecord(reading).stream().map(Speaker::of).toList();
    }

    private List<UUID> unknownRecord(Reading reading) {
        Optional<UUID> expected = expected(reading.system(), reading.recordId());
        if (expected.isPresent()) {
            return List.of(expected.get());
        }
        if (isLeftBehind(reading.system(), reading.recordId())) {
            return List.of();
        }
        if (reading.email() != null) {
            List<UUID> byAddress = at(reading.email());
            if (byAddress.size() == 1 && !keptElsewhere(reading, byAddress.get(0)) || !byAddress.isEmpty() && namesOnlyTheAddress(reading)) {
                return byAddress;
            }
            return byAddress.isEmpty() ? List.of(nameless(reading.phone()).orElseGet(this::make)) : List.of(make());
        }
        List<UUID> byNumber = reading.phone() == null ? List.of() : at(reading.phone());
        return byNumber.isEmpty() ? List.of(make()) : byNumber;
    }

    /** Everybody who has this contact point, the one known longest first. */
    public List<UUID> at(ContactPoint point) {
        return sharing(Set.of(point)).get(point);
    }

    /** The same of several. */
    public Map<ContactPoint, List<UUID>> sharing(Set<ContactPoint> points) {
        List<ContactPoint> asked = List.copyOf(points);
        Map<ContactPoint, Set<UUID>> there = new HashMap<>();
        asked.forEach(point -> there.put(point, new LinkedHashSet<>()));
        jdbc.sql("""
                select number, person_of(subject_id, 'infinity') person from unnest(?) with ordinality asked (asked_point, number)
                join contact_point on point = asked_point order by since, subject_id""").param(hashes(asked))
                .query(row -> { there.get(asked.get(row.getInt("number") - 1)).add(row.getObject("person", UUID.class)); });
        return there.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** Whose the record is. */
    public Optional<UUID> of(String system, String record) {
        return jdbc.sql("select person_of(subject_id, " + NOW + ") from record join subject on subject.id = subject_id where system = ? and record.id = ? order by created_at, subject_id limit 1")
                .params(system, record(vault, system, record)).query(UUID.class).optional();
    }

    /**
     * Whether this record is of somebody who was erased, and is to be deleted or was just now: what is still told of it is about nobody, and
     * would make the person known again.
     */
    public boolean isLeftBehind(String system, String record) {
        return jdbc.sql("""
                select count(*) from deletion join subject on subject.id = person_id where system = ? and record = ? and erased_at is not null
                and (state = 'waiting' or state = 'erased' and settled_at > clock_timestamp() - interval '1 hour')""")
                .params(system, record(vault, system, record)).query(Integer.class).single() > 0;
    }

    /** Notes that a record which nobody has seen yet is this subject's: another system's record says so. */
    public void expect(String system, String record, UUID subject) {
        jdbc.sql("insert into alias (system, id, subject_id) values (?, ?, ?) on conflict do nothing").params(system, record(vault, system, record), subject).update();
    }

    private Optional<UUID> expected(String system, String record) {
        return jdbc.sql("select person_of(subject_id, " + NOW + ") from alias where system = ? and id = ?")
                .params(system, record(vault, system, record)).query(UUID.class).optional();
    }

    /** The subject who speaks for this one now; nothing if there is none of this id. */
    public Optional<UUID> person(UUID subject) {
        return jdbc.sql("select person_of(id, " + NOW + ") from subject where id = ?").param(subject).query(UUID.class).optional();
    }

    /** The subject and all who were found to be the same person. */
    public List<UUID> members(UUID person) {
        return jdbc.sql("select members_of(?, " + NOW + ") order by 1").param(person).query(UUID.class).list();
    }

    public boolean exists(UUID subject) {
        return jdbc.sql("select count(*) from subject where id = ?").param(subject).query(Integer.class).single() == 1;
    }

    /** When something was last recorded that concerns the person. */
    public Instant recordedAt(UUID subject) {
        return jdbc.sql("select max(recorded_at) recorded_at from subject where id in (select members_of(person_of(?, 'infinity'), 'infinity'))").param(subject)
                .query((row, n) -> Sql.time(row, "recorded_at")).single();
    }

    /** When something was last found out about the records in which this system keeps the person; nothing if it keeps none. */
    public Optional<Instant> seenAt(UUID subject, String system) {
        return jdbc.sql("select seen_at from record where system = ? and subject_id in (select members_of(person_of(?, 'infinity'), 'infinity')) order by seen_at desc limit 1")
                .params(system, subject).query((row, n) -> Sql.time(row, "seen_at")).optional();
    }

    /** When the subject was erased; nothing if not. */
    public Optional<Instant> erasedAt(UUID subject) {
        return jdbc.sql("select erased_at from subject where id = ? and erased_at is not null").param(subject)
                .query((row, n) -> Sql.time(row, "erased_at")).optional();
    }

    /** Counts the person one version up, and notes when that was. */
    public void advance(UUID person, Instant at) {
        advance(Map.of(person, Optional.empty()), at);
    }

    /**
     * The same of several.
     *
     * @param lookAgain when each is to be looked at again; what was noted before stands until that was done, if it is earlier
     * @return in which version each is now
     */
    public Map<UUID, Long> advance(Map<UUID, Optional<Instant>> lookAgain, Instant at) {
        List<UUID> persons = List.copyOf(lookAgain.keySet());
        Map<UUID, Long> versions = new HashMap<>();
        jdbc.sql("""
                update subject set version = version + 1, recorded_at = greatest(recorded_at, :at), look_again_at = least(look_again_at, again)
                from unnest(:persons, cast(:again as timestamptz[])) one (person, again) where id = person returning id, version""")
                .param("at", Sql.time(at)).param("persons", persons.toArray(UUID[]::new))
                .param("again", persons.stream().map(person -> lookAgain.get(person).map(Instant::toString).orElse(null)).toArray(String[]::new))
                .query(row -> { versions.put(row.getObject("id", UUID.class), row.getLong("version")); });
        return versions;
    }

    /** The person is being looked at: when to do so again is not known any more. */
    public void looked(UUID person) {
        jdbc.sql("update subject set look_again_at = null where id in (select members_of(?, 'infinity')) and look_again_at is not null").param(person).update();
    }

    /** Holds the person, and everybody who shares a contact point with them. */
    public Map<UUID, ChainEnd> hold(UUID person) {
        return hold(Set.of(person), Set.of());
    }

    /**
     * Holds these persons, and everybody who shares a contact point with one of them, until the transaction ends: what one says may bind the
     * others. In one order, so that two who do this cannot block one another; and the lock that is {@link #share shared} before the row, which whoever
     * shares it holds too when it writes of them.
     *
     * @param points at which they are reached too, though that may not be written down yet
     * @return the ends of their chains, by subject
     */
    public Map<UUID, ChainEnd> hold(Set<UUID> persons, Set<ContactPoint> points) {
        return jdbc.sql("""
                with person as (select members_of(asked, 'infinity') id from unnest(:persons) asked),
                concerned as (
                    select id from person
                    union
                    select other.subject_id from contact_point own join contact_point other using (point) where own.subject_id in (select id from person)
                    union
                    select subject_id from contact_point where point = any(:points)),
                all_of_them as (select id from concerned union select person_of(id, 'infinity') from concerned)
                select held.*, locked
                from (select id, pg_advisory_xact_lock(hashtextextended(id::text, 1)) locked from (select distinct id from all_of_them order by id) sorted) one
                    cross join lateral (select id, length, head, recorded_at from subject where subject.id = one.id for update) held
                order by one.id""")
                .param("persons", persons.toArray(UUID[]::new)).param("points", hashes(points))
                .query(Subjects::end).list().stream().collect(Collectors.toMap(ChainEnd::subject, Function.identity()));
    }

    /** Holds these until the transaction ends, in one order, so that two who do this cannot block one another. */
    public void lock(Collection<UUID> subjects) {
        jdbc.sql("select id from subject where id = any(?) order by id for update").param(subjects.toArray(UUID[]::new)).query(UUID.class).list();
    }

    /**
     * Keeps others from {@link #hold holding} these until the transaction ends, but not from doing this too: what a system was told of them
     * is written down for several systems at once. No lock on their rows, which would be written each time.
     */
    public void share(Collection<UUID> subjects) {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended(id, 1)) from unnest(?) with ordinality as sorted (id, number) order by number")
                .param(subjects.stream().map(UUID::toString).sorted().toArray(String[]::new)).query((row, n) -> n).list();
    }

    /** Notes that the subject is reached there. */
    public void reach(UUID subject, ContactPoint point, Instant at) {
        jdbc.sql("insert into contact_point (point, subject_id, sealed, since) values (?, ?, ?, ?) on conflict do nothing")
                .params(vault.hash(point.text()), subject, vault.seal(subject, point.text().getBytes(StandardCharsets.UTF_8)), Sql.time(at)).update();
    }

    /** A record's id as it is looked up: one id means another record in another system. */
    static byte[] record(Vault vault, String system, String record) {
        return vault.hash("record:" + system + ":" + record);
    }

    /** An event whose record is the address itself tells of no record besides those that are known, so nobody new is meant. */
    private static boolean namesOnlyTheAddress(Reading reading) {
        return !reading.state() && reading.recordId().equals(reading.email().value());
    }

    private boolean keptElsewhere(Reading reading, UUID person) {
        return jdbc.sql("select count(*) from record where system = ? and subject_id in (select members_of(?, 'infinity')) and id <> ? and present")
                .params(reading.system(), person, record(vault, reading.system(), reading.recordId())).query(Integer.class).single() > 0;
    }

    /** The one subject at this number of whom no e-mail address is known. */
    private Optional<UUID> nameless(ContactPoint phone) {
        if (phone == null) {
            return Optional.empty();
        }
        List<UUID> there = at(phone);
        return there.size() == 1 && points(there.get(0)).stream().noneMatch(point -> point.kind() == ContactPoint.Kind.EMAIL)
                ? Optional.of(there.get(0)) : Optional.empty();
    }

    private List<ContactPoint> points(UUID person) {
        return jdbc.sql("select subject_id, sealed from contact_point where subject_id in (select members_of(?, 'infinity'))").param(person)
                .query((row, n) -> vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed"))).list().stream()
                .flatMap(Optional::stream).map(text -> ContactPoint.of(new String(text, StandardCharsets.UTF_8))).toList();
    }

    private UUID make() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(id).update();
        vault.admit(id);
        return id;
    }

    private static ChainEnd end(ResultSet row, int number) throws SQLException {
        return new ChainEnd(row.getObject("id", UUID.class), row.getLong("length"), row.getBytes("head"), Sql.time(row, "recorded_at"));
    }

    private String name(String text) {
        return HexFormat.of().formatHex(vault.hash(text));
    }

    private byte[][] hashes(Collection<ContactPoint> points) {
        return points.stream().map(point -> vault.hash(point.text())).toArray(byte[][]::new);
    }

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
