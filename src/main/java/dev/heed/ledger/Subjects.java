package dev.heed.ledger;

import dev.heed.change.ContactPoint;
import dev.heed.mapping.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the person a record is about. A record known before is whose it was. Otherwise one e-mail address is one person,
 * unless that person has another record in the same system already: two records with one address may be two people, and
 * a shared address does not merge them. A telephone number alone makes out a person only where nothing else is known.
 */
@Repository
public class Subjects {

    private final JdbcClient jdbc;

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks whoever may be meant, until the transaction ends, and says who it is: several where all that is known is a
     * number that several share, the one known longest first.
     */
    public List<UUID> find(Reading reading) {
        Stream.of(reading.system() + ":" + reading.recordId(), text(reading.email()), text(reading.phone()))
                .filter(Objects::nonNull).sorted()
                .forEach(name -> jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param(name).query((row, n) -> n).list());
        Optional<UUID> known = jdbc.sql("select subject_id from record where system = ? and id = ?")
                .params(reading.system(), reading.recordId()).query(UUID.class).optional();
        if (known.isPresent()) {
            return List.of(known.get());
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
        return jdbc.sql("select subject_id from contact_point where point = ? order by since, subject_id").param(point.text()).query(UUID.class).list();
    }

    public Optional<UUID> of(String system, String record) {
        return jdbc.sql("select subject_id from record where system = ? and id = ?").params(system, record).query(UUID.class).optional();
    }

    public boolean exists(UUID subject) {
        return jdbc.sql("select count(*) from subject where id = ?").param(subject).query(Integer.class).single() == 1;
    }

    /** Holds the subject until the transaction ends, and counts it one version up. */
    public long advance(UUID subject) {
        return jdbc.sql("update subject set version = version + 1 where id = ? returning version").param(subject).query(Long.class).single();
    }

    /** Holds the subject until the transaction ends. */
    public void lock(UUID subject) {
        jdbc.sql("select 1 from subject where id = ? for update").param(subject).query(Integer.class).single();
    }

    /** Holds all of them until the transaction ends, taken in one order, so that two who do so cannot block one another. */
    public void lockAll(Collection<UUID> subjects) {
        jdbc.sql("select id from subject where id = any(?::uuid[]) order by id for update").param(Sql.uuids(subjects)).query((row, n) -> n).list();
    }

    /** Notes that the subject is reached there. */
    public void reach(UUID subject, ContactPoint point) {
        if (point != null) {
            jdbc.sql("insert into contact_point (point, subject_id) values (?, ?) on conflict do nothing").params(point.text(), subject).update();
        }
    }

    /** An event whose record is the address itself tells of no record besides those that are known, so nobody new is meant. */
    private static boolean namesOnlyTheAddress(Reading reading) {
        return !reading.state() && reading.recordId().equals(reading.email().value());
    }

    private boolean keptElsewhere(Reading reading, UUID subject) {
        return jdbc.sql("select count(*) from record where system = ? and subject_id = ? and id <> ? and present")
                .params(reading.system(), subject, reading.recordId()).query(Integer.class).single() > 0;
    }

    /** The one subject at this number of whom no e-mail address is known. */
    private Optional<UUID> nameless(ContactPoint phone) {
        if (phone == null) {
            return Optional.empty();
        }
        List<UUID> found = jdbc.sql("""
                select subject_id from contact_point at_number where point = ?
                and not exists (select 1 from contact_point other where other.subject_id = at_number.subject_id and other.point like 'email:%')""")
                .param(phone.text()).query(UUID.class).list();
        return found.size() == 1 && at(phone).size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private UUID make() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into subject (id) values (?)").param(id).update();
        return id;
    }

    private static String text(ContactPoint point) {
        return point == null ? null : point.text();
    }
}
