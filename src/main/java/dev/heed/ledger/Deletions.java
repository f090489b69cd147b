package dev.heed.ledger;

import dev.heed.deciding.RecordView;
import dev.heed.sealing.MessageKey;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Records that their systems are to delete because whom they are about is to be erased. The ids are sealed each with a key of its own, for
 * the person's may be destroyed before a system answers; when it has answered they are wiped.
 */
@Repository
public class Deletions {

    /** A record to be deleted now. */
    public record Due(UUID id, String record, int attempts) {
    }

    /**
     * What became of one person's records in one system.
     *
     * @param reason in the system's own words, why one was refused, or why one waits; null for neither
     */
    public record Figures(String system, long waiting, long erased, long refused, Instant settledAt, String reason) {
    }

    /** The opt-out comes first and is proven: should the deletion fail, what is left is a record that is not written to. */
    private static final String READY = """
            deletion.state = 'waiting' and deletion.due_at <= clock_timestamp() and not exists (
                select 1 from delivery where delivery.subject_id = deletion.person_id and delivery.system = deletion.system and delivery.state in ('queued', 'accepted'))""";

    private static final String ANSWERED = "sealed = null, wrapped = null, node = null, attempts = attempts + 1, settled_at = clock_timestamp()";

    private final JdbcClient jdbc;
    private final Vault vault;

    Deletions(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Plans to delete these records of a person, those left out that are another person's too.
     *
     * @return how many had not been planned before
     */
    public int plan(UUID person, Collection<RecordView> records) {
        return records.stream().mapToInt(record -> plan(person, record)).sum();
    }

    private int plan(UUID person, RecordView record) {
        MessageKey key = vault.messageKey();
        return jdbc.sql("""
                insert into deletion (person_id, system, record, sealed, wrapped) select :person, :system, :record, :sealed, :wrapped
                where not exists (select 1 from record where system = :system and id = :record and subject_id not in (select members_of(:person, 'infinity')))
                on conflict do nothing""")
                .param("person", person).param("system", record.system()).param("record", Subjects.record(vault, record.system(), record.id()))
                .param("sealed", key.seal(record.id().getBytes(StandardCharsets.UTF_8))).param("wrapped", key.wrapped()).update();
    }

    /** Those of these systems in which something is to be deleted now. */
    public List<String> due(Collection<String> systems) {
        return jdbc.sql("select name from unnest(?::text[]) name where exists (select 1 from deletion where system = name and " + READY + ")")
                .param(systems.toArray(String[]::new)).query(String.class).list();
    }

    /** Takes on what is to be deleted now, or one alone if it was refused together with others before. Nobody else is given these for that time. */
    public List<Due> take(String system, int most, String node, Duration time) {
        return jdbc.sql("""
                with ready as (select id, alone, due_at from deletion where system = :system and %s),
                chosen as (select id from deletion where id in (
                    select id from ready order by alone desc, due_at limit case when exists (select 1 from ready where alone) then 1 else :most end) for update skip locked)
                update deletion set due_at = clock_timestamp() + make_interval(secs => :time), node = :node from chosen where deletion.id = chosen.id
                returning deletion.id, sealed, wrapped, attempts""".formatted(READY))
                .param("system", system).param("most", most).param("time", time.toSeconds()).param("node", node).query(this::taken).list();
    }

    /** What this node had taken on when it died is to be deleted now. */
    public void release(String node) {
        jdbc.sql("update deletion set due_at = clock_timestamp(), node = null where state = 'waiting' and node = ?").param(node).update();
    }

    public void erased(UUID id) {
        settle("update deletion set state = 'erased', reason = null, " + ANSWERED, id).update();
    }

    /** It waits for a person, in the system's own words. */
    public void refused(UUID id, String reason) {
        if (settle("update deletion set state = 'refused', reason = :reason, " + ANSWERED, id).param("reason", reason).update() == 1) {
            jdbc.sql("insert into parked (system, direction, subject_id, reason) select system, 'erase', person_id, ? from deletion where id = ?").params(reason, id).update();
        }
    }

    /** @param alone whether it is to be deleted without others then, so that one bad row cannot hold back good ones */
    public void later(UUID id, Duration wait, String reason, boolean alone) {
        settle("update deletion set attempts = attempts + 1, node = null, reason = :reason, alone = :alone, due_at = clock_timestamp() + make_interval(secs => :wait)", id)
                .param("reason", reason).param("alone", alone).param("wait", wait.toMillis() / 1000.0).update();
    }

    private StatementSpec settle(String update, UUID id) {
        return jdbc.sql(update + " where id = :id and state = 'waiting'").param("id", id);
    }

    /** What is not to be deleted after all: these systems do not delete any more. */
    public int drop(Collection<String> systems) {
        return jdbc.sql("delete from deletion where state = 'waiting' and system = any(?::text[])").param(systems.toArray(String[]::new)).update();
    }

    public List<Figures> of(UUID person) {
        return jdbc.sql("""
                select system, count(*) filter (where state = 'waiting') waiting, count(*) filter (where state = 'erased') erased,
                       count(*) filter (where state = 'refused') refused, max(settled_at) settled_at,
                       (array_agg(reason order by state, settled_at) filter (where reason is not null))[1] reason
                from deletion where person_id = ? group by system order by system""").param(person)
                .query((row, n) -> new Figures(row.getString("system"), row.getLong("waiting"), row.getLong("erased"), row.getLong("refused"),
                        Sql.time(row, "settled_at"), row.getString("reason"))).list();
    }

    /** Lets wiped ids leave the pages of the table. */
    public void sweep() {
        jdbc.sql("vacuum deletion").update();
    }

    private Due taken(ResultSet row, int number) throws SQLException {
        MessageKey key = vault.messageKey(row.getBytes("wrapped"), null).orElseThrow();
        return new Due(row.getObject("id", UUID.class), new String(key.open(row.getBytes("sealed")), StandardCharsets.UTF_8), row.getInt("attempts"));
    }
}
