package dev.heed.erasure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.ledger.Deletions;
import dev.heed.ledger.InboundMessages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom to erase, and what of them stands in the tables. */
@Repository
public class Erasures {

    /**
     * @param dueAt    when their key is destroyed at the latest
     * @param erasedAt when it was, null until then
     * @param completedAt when the last system had answered for the last record that it was to delete, null until then
     * @param certificate which says what every system was told, JSON, null until then
     */
    public record Erasure(UUID person, Instant orderedAt, Instant dueAt, Instant erasedAt, Instant completedAt, String certificate) {
    }

    /** Why nothing more is known of a delivery that was under way when the key was destroyed. */
    static final String UNANSWERED = "not answered before the key was destroyed";

    private final JdbcClient jdbc;
    private final InboundMessages messages;
    private final Deletions deletions;

    Erasures(JdbcClient jdbc, InboundMessages messages, Deletions deletions) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.deletions = deletions;
    }

    public Optional<Erasure> find(UUID person) {
        return jdbc.sql("select * from erasure where person_id = ?").param(person).query(Erasures::erasure).optional();
    }

    /** Entries of the person's own chain that hold the certificate, in the order they were made. */
    public List<UUID> entries(UUID person) {
        return jdbc.sql("select entry_id from ledger where subject_id = ? and kind = 'erasure' order by position").param(person).query(UUID.class).list();
    }

    /** False if it was ordered before. */
    boolean order(UUID person, Instant at, Instant due) {
        return jdbc.sql("insert into erasure (person_id, ordered_at, due_at) values (?, ?, ?) on conflict do nothing")
                .params(person, time(at), time(due)).update() == 1;
    }

    /** Those of whom no system is still to be told or to delete a record, or for whom it is time. */
    List<UUID> ready(Instant now) {
        return jdbc.sql("""
                select person_id from erasure where erased_at is null
                and (due_at <= ? or not exists (select 1 from delivery where subject_id = person_id and state in ('queued', 'accepted'))
                    and not exists (select 1 from deletion where deletion.person_id = erasure.person_id and state = 'waiting'))
                order by ordered_at limit 100""").param(time(now)).query(UUID.class).list();
    }

    /** Those who were erased while a system had still to delete a record of theirs, and now none has. */
    List<UUID> answered() {
        return jdbc.sql("""
                select person_id from erasure where erased_at is not null and completed_at is null
                and not exists (select 1 from deletion where deletion.person_id = erasure.person_id and state = 'waiting') order by erased_at limit 100""").query(UUID.class).list();
    }

    /** Takes it on, until the transaction ends; nothing if another node has done it. */
    Optional<Erasure> claim(UUID person) {
        return jdbc.sql("select * from erasure where person_id = ? and erased_at is null for update").param(person).query(Erasures::erasure).optional();
    }

    /** The same of one who was erased, until every system has answered. */
    Optional<Erasure> claimErased(UUID person) {
        return jdbc.sql("select * from erasure where person_id = ? and erased_at is not null and completed_at is null for update").param(person)
                .query(Erasures::erasure).optional();
    }

    /** What became of each system's last deliveries, and of the records that were to be deleted, in words that say nothing of the person. */
    String certificate(Erasure erasure, Instant at) {
        ObjectNode certificate = head(erasure).put("erasedAt", at.toString());
        ObjectNode systems = certificate.putObject("systems");
        jdbc.sql("""
                select system, state, count(*) number from delivery join ledger on entry_id = change_id
                where delivery.subject_id = ? and recorded_at >= ? group by system, state order by system, state""")
                .params(erasure.person(), time(erasure.orderedAt())).query(row -> {
                    systems.withObject("/" + row.getString("system")).put(row.getString("state"), row.getLong("number"));
                });
        records(certificate, erasure.person());
        String text = certificate.toString();
        jdbc.sql("update erasure set erased_at = ?, certificate = ?::jsonb where person_id = ?").params(time(at), text, erasure.person()).update();
        return text;
    }

    /** The second part of the certificate: that the systems have answered for the last of the records that they were to delete. */
    String completion(Erasure erasure, Instant at) {
        ObjectNode certificate = head(erasure).put("erasedAt", erasure.erasedAt().toString()).put("completedAt", at.toString());
        records(certificate, erasure.person());
        String text = certificate.toString();
        jdbc.sql("update erasure set certificate = certificate || ?::jsonb where person_id = ?").params(text, erasure.person()).update();
        return text;
    }

    void complete(UUID person, Instant at) {
        jdbc.sql("update erasure set completed_at = ? where person_id = ?").params(time(at), person).update();
    }

    private static ObjectNode head(Erasure erasure) {
        return JsonNodeFactory.instance.objectNode().put("subject", erasure.person().toString()).put("orderedAt", erasure.orderedAt().toString());
    }

    private void records(ObjectNode certificate, UUID person) {
        ObjectNode records = certificate.putObject("records");
        deletions.of(person).forEach(figures -> {
            ObjectNode system = records.putObject(figures.system());
            counted(system, "erased", figures.erased());
            counted(system, "refused", figures.refused());
            counted(system, "waiting", figures.waiting());
        });
    }

    private static void counted(ObjectNode system, String state, long number) {
        if (number > 0) {
            system.put(state, number);
        }
    }

    /** Deletes what is sealed and no part of the chain; the messages that were about the subject can be opened no more. */
    void forget(UUID subject, UUID entry, Instant at) {
        jdbc.sql("update inbound set wrapped = null, body = ''::bytea where subject_id = ? or id in (select inbound_id from inbound_other where subject_id = ?)")
                .params(subject, subject).update();
        List.of("contact_point", "record_history", "record", "state", "alias").forEach(table -> jdbc.sql("delete from " + table + " where subject_id = ?").param(subject).update());
        // nobody will look for what no system has answered or shown by now: the certificate has said so
        jdbc.sql("update delivery set state = 'absent', reason = ?, settled_at = clock_timestamp() where subject_id = ? and state in ('queued', 'accepted')")
                .params(UNANSWERED, subject).update();
        jdbc.sql("update subject set erased_at = ?, look_again_at = null where id = ?").params(time(at), subject).update();
    }

    /** Holds the messages that wait until the transaction ends. Messages before subjects, as everywhere: whoever takes one in holds it when it comes to the subject. */
    void holdMessages() {
        jdbc.sql("select id from inbound where state = 'new' order by id for update").query(Long.class).list();
    }

    /**
     * Messages of which nobody could tell whom they are about, but which name the person; what is being taken in waits for the person, and comes after the
     * erasure. For one that was parked there is nothing left to wait for.
     */
    int forgetMessagesThatName(Naming person, Instant at) {
        Long[] naming = jdbc.sql("select id from inbound where subject_id is null and wrapped is not null").query(Long.class).list().stream()
                .filter(id -> messages.find(id).filter(found -> person.isIn(found.system(), found.message())).isPresent()).toArray(Long[]::new);
        int forgotten = jdbc.sql("""
                update inbound set wrapped = null, body = ''::bytea, state = 'done'
                where id in (select id from inbound where id = any(?) for update skip locked)""").param(naming).update();
        jdbc.sql("""
                update parked set resolved_at = ? from inbound
                where inbound.id = inbound_id and wrapped is null and direction = 'in' and resolved_at is null""").param(time(at)).update();
        return forgotten;
    }

    /** Lets deleted rows leave the pages of their tables, where they would stay until somebody needs the room. */
    void sweep() {
        jdbc.sql("vacuum subject_key, contact_point, record, record_history, inbound").update();
    }

    private static Erasure erasure(ResultSet row, int number) throws SQLException {
        return new Erasure(row.getObject("person_id", UUID.class), instant(row, "ordered_at"), instant(row, "due_at"), instant(row, "erased_at"),
                instant(row, "completed_at"), row.getString("certificate"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
