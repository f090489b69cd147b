package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.mapping.Reading;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
     * Locks whoever may be meant, until the transaction ends, and says who it is: several where all that is known is a
     * number that several share, the one known longest first; nobody where it is a record that was left of somebody erased.
     */
    public List<UUID> find(Reading reading) {
        String[] names = Stream.of(reading.system() + ":" + reading.recordId(), text(reading.email()), text(reading.phone()))
                .filter(Objects::nonNull).map(this::name).sorted().toArray(String[]::new);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(?) with ordinality as named (name, number) order by number")
                .param(names).query((row, n) -> n).list();
        Optional<UUID> known = of(reading.system(), reading.recordId()).or(() -> expected(reading.system(), reading.recordId()));
        if (known.isPresent()) {
            return List.of(known.get());
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
        return jdbc.sql("select person_of(subject_id, " + NOW + ") from contact_point where point = ? order by since, subject_id")
                .param(vault.hash(point.text())).query(UUID.class).list().stream().distinct().toList();
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

    /** In whose chain a statement from this record is written: that of the subject it was found with, whoever speaks for them now. */
    public UUID origin(String system, String record, UUID person) {
        return jdbc.sql("select subject_id from record where system = ? and id = ? and subject_id in (select members_of(?, " + NOW + ")) order by subject_id limit 1")
                .params(system, record(vault, system, record), person).query(UUID.class).optional().orElse(person);
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
    public long advance(UUID person, Instant at) {
        return advance(person, at, Optional.empty());
    }

    /**
     * The same.
     *
     * @param lookAgain when they are to be looked at again; what was noted before stands until that was done, if it is earlier
     */
    public long advance(UUID person, Instant at, Optional<Instant> lookAgain) {
        return jdbc.sql("""
                update subject set version = version + 1, recorded_at = greatest(recorded_at, ?), look_again_at = least(look_again_at, ?)
                where id = ? returning version""").params(Sql.time(at), lookAgain.map(Sql::time).orElse(null), person).query(Long.class).single();
    }

    /** The person is being looked at: when to do so again is not known any more. */
    public void looked(UUID person) {
        jdbc.sql("update subject set look_again_at = null where id in (select members_of(?, 'infinity')) and look_again_at is not null").param(person).update();
    }

    /**
     * Holds the person, and everybody who shares a contact point with them, until the transaction ends: what one says may bind the
     * others. In one order, so that two who do this cannot block one another.
     *
     * @param points at which the person is reached too, though that may not be written down yet
     * @return the ends of their chains, by subject
     */
    public Map<UUID, ChainEnd> hold(UUID person, Collection<ContactPoint> points) {
        return jdbc.sql("""
                with person as (select members_of(:person, 'infinity') id),
                concerned as (
                    select id from person
                    union
                    select other.subject_id from contact_point own join contact_point other using (point) where own.subject_id in (select id from person)
                    union
                    select subject_id from contact_point where point = any(:points)),
                all_of_them as (select id from concerned union select person_of(id, 'infinity') from concerned)
                select id, length, head, recorded_at, pg_advisory_xact_lock(hashtextextended(id::text, 1))
                from subject where id in (select id from all_of_them) order by id for update""")
                .param("person", person).param("points", points.stream().map(point -> vault.hash(point.text())).toArray(byte[][]::new))
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

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
