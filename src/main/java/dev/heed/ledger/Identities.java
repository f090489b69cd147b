package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.mapping.Reading;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the person a record is about. A record known before is whose it was. Otherwise one e-mail address is one person,
 * unless that person has another record in the same system already: two records with one address may be two people, and
 * a shared address does not merge them. A telephone number alone makes out a person only where nothing else is known.
 */
@Repository
public class Identities {

    private final JdbcClient jdbc;
    private final Vault vault;

    Identities(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Who speaks.
     *
     * @param origin in whose chain a statement is written: that of the subject the record was found with, whoever speaks for them now
     */
    public record Speaker(UUID person, UUID origin) {
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
                .param("records", readings.stream().map(reading -> Subjects.record(vault, reading.system(), reading.recordId())).toArray(byte[][]::new))
                .query(row -> { known.put(row.getInt("number"), speaker(row)); });
        return known;
    }

    private List<Speaker> unknown(Reading reading) {
        Optional<Speaker> expected = expected(reading.system(), reading.recordId());
        if (expected.isPresent()) {
            return List.of(expected.get());
        }
        if (isLeftBehind(reading.system(), reading.recordId())) {
            return List.of();
        }
        if (reading.email() != null) {
            List<Speaker> byAddress = at(reading.email());
            if (byAddress.size() == 1 && !keptElsewhere(reading, byAddress.get(0).person()) || !byAddress.isEmpty() && namesOnlyTheAddress(reading)) {
                return byAddress;
            }
            return byAddress.isEmpty() ? List.of(nameless(reading.phone()).orElseGet(this::make)) : List.of(make());
        }
        List<Speaker> byNumber = reading.phone() == null ? List.of() : at(reading.phone());
        return byNumber.isEmpty() ? List.of(make()) : byNumber;
    }

    /** Everybody who has this contact point, each through the one of their subjects that had it first: should it part from the others again, it keeps what was said from there. */
    private List<Speaker> at(ContactPoint point) {
        Map<UUID, Speaker> speakers = new LinkedHashMap<>();
        jdbc.sql("select subject_id, person_of(subject_id, 'infinity') person from contact_point where point = ? order by since, subject_id").param(vault.hash(point.text()))
                .query(row -> {
                    Speaker speaker = speaker(row);
                    speakers.putIfAbsent(speaker.person(), speaker);
                });
        return List.copyOf(speakers.values());
    }

    private static Speaker speaker(ResultSet row) throws SQLException {
        return new Speaker(row.getObject("person", UUID.class), row.getObject("subject_id", UUID.class));
    }

    /**
     * Whether this record is of somebody who was erased, and is to be deleted or was just now: what is still told of it is about nobody, and
     * would make the person known again.
     */
    public boolean isLeftBehind(String system, String record) {
        return jdbc.sql("""
                select count(*) from deletion join subject on subject.id = person_id where system = ? and record = ? and erased_at is not null
                and (state = 'waiting' or state = 'erased' and settled_at > clock_timestamp() - interval '1 hour')""")
                .params(system, Subjects.record(vault, system, record)).query(Integer.class).single() > 0;
    }

    /** Notes that a record which nobody has seen yet is this subject's: another system's record says so. */
    public void expect(String system, String record, UUID subject) {
        jdbc.sql("insert into alias (system, id, subject_id) values (?, ?, ?) on conflict do nothing").params(system, Subjects.record(vault, system, record), subject).update();
    }

    private Optional<Speaker> expected(String system, String record) {
        return jdbc.sql("select subject_id, person_of(subject_id, 'infinity') person from alias where system = ? and id = ?")
                .params(system, Subjects.record(vault, system, record)).query((row, n) -> speaker(row)).optional();
    }

    /** An event whose record is the address itself tells of no record besides those that are known, so nobody new is meant. */
    private static boolean namesOnlyTheAddress(Reading reading) {
        return !reading.state() && reading.recordId().equals(reading.email().value());
    }

    private boolean keptElsewhere(Reading reading, UUID person) {
        return jdbc.sql("select count(*) from record where system = ? and subject_id in (select members_of(?, 'infinity')) and id <> ? and present")
                .params(reading.system(), person, Subjects.record(vault, reading.system(), reading.recordId())).query(Integer.class).single() > 0;
    }

    /** The only one at this number, if no e-mail address is known of them. */
    private Optional<Speaker> nameless(ContactPoint phone) {
        if (phone == null) {
            return Optional.empty();
        }
        List<Speaker> there = at(phone);
        return there.size() == 1 && points(there.get(0).person()).stream().noneMatch(point -> point.kind() == ContactPoint.Kind.EMAIL)
                ? Optional.of(there.get(0)) : Optional.empty();
    }

    private List<ContactPoint> points(UUID person) {
        return jdbc.sql("select subject_id, sealed from contact_point where subject_id in (select members_of(?, 'infinity'))").param(person)
                .query((row, n) -> vault.open(row.getObject("subject_id", UUID.class), row.getBytes("sealed"))).list().stream()
                .flatMap(Optional::stream).map(text -> ContactPoint.of(new String(text, StandardCharsets.UTF_8))).toList();
    }

    private Speaker make() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(id).update();
        vault.admit(id);
        return new Speaker(id, id);
    }

    private String name(String text) {
        return HexFormat.of().formatHex(vault.hash(text));
    }

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
