package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whom Heed knows: whose a record or a contact point is, and who is held while something is written of them.
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

    private static ChainEnd end(ResultSet row, int number) throws SQLException {
        return new ChainEnd(row.getObject("id", UUID.class), row.getLong("length"), row.getBytes("head"), Sql.time(row, "recorded_at"));
    }

    private byte[][] hashes(Collection<ContactPoint> points) {
        return points.stream().map(point -> vault.hash(point.text())).toArray(byte[][]::new);
    }
}
