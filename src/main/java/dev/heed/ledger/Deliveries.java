package dev.heed.ledger;

import dev.heed.change.Key;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The carrying of each change to each system, row by row: the truth that queues only wake people up about. */
@Repository
public class Deliveries {

    /** A row as a receipt shows it. */
    public record Row(UUID change, String system, UUID subject, Key key, DeliveryState state, String reason, int attempts, boolean alone,
                      Instant queuedAt, Instant acceptedAt, Instant confirmedAt, Instant settledAt) {

        public Lane lane() {
            return new Lane(system, subject);
        }
    }

    /** What is to be carried for somebody, or why not. */
    public record Kept(UUID subject, Decisions.Delivery delivery, Key key) {

        private Object[] columns(Duration grace) {
            return new Object[] {delivery.change(), delivery.system(), subject, key.text(), delivery.state().text(), delivery.reason(), grace.toSeconds(),
                    delivery.state().isEnd()};
        }
    }

    /** Fields of somebody's records in a system that its feed showed as they had been written. */
    public record Shown(String system, UUID subject, Collection<Key> keys) {
    }

    /** A change that has come to an end in a system. */
    public record Ended(UUID change, String system, UUID subject) {
    }

    /** What became of a row. */
    public record Settled(String system, UUID subject, UUID change, DeliveryState state, String reason) {

        public Lane lane() {
            return new Lane(system, subject);
        }

        private boolean called() {
            return state != DeliveryState.UNCHANGED && state != DeliveryState.SUPERSEDED;
        }
    }

    /** Lanes that are about to be let go, held in the order in which they are taken. */
    private static final String SORTED = """
            sorted as (
                select lane.system, lane.subject_id from unnest(:systems, :subjects) wanted (name, subject) join lane on lane.system = name and lane.subject_id = subject
                order by name, subject for update of lane)""";
    private static final String END = "state not in ('queued', 'accepted')";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    Deliveries(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Keeps new deliveries, and queues again those of older changes. If their wake is lost, the sweep finds them after {@code grace}. */
    public void keep(Collection<Kept> deliveries, Duration grace) {
        batch.batchUpdate("""
                insert into delivery (change_id, system, subject_id, key, state, reason, due_at, settled_at)
                values (?, ?, ?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?), case when ? then clock_timestamp() end)
                on conflict (change_id, system, subject_id) do update
                set state = excluded.state, reason = excluded.reason, due_at = excluded.due_at, settled_at = excluded.settled_at,
                    accepted_at = null, confirmed_at = null,
                    queued_at = case when delivery.state = 'queued' then delivery.queued_at else clock_timestamp() end""",
                deliveries.stream().map(kept -> kept.columns(grace)).toList());
    }

    /** Takes these lanes, sorted so that two takers cannot block one another, and says which were free. */
    public Set<Lane> lease(Set<Lane> lanes, String node, Duration time) {
        return Set.copyOf(with(lanes, """
                insert into lane (system, subject_id, node, leased_until)
                select name, subject, :node, clock_timestamp() + make_interval(secs => :seconds) from unnest(:systems, :subjects) wanted (name, subject)
                order by name, subject
                on conflict (system, subject_id) do update set node = excluded.node, leased_until = excluded.leased_until
                where lane.leased_until < clock_timestamp() returning system, subject_id""")
                .param("node", node).param("seconds", time.toSeconds()).query(Deliveries::lane).list());
    }

    public void release(Collection<Lane> lanes) {
        if (!lanes.isEmpty()) {
            with(lanes, "with " + SORTED + " delete from lane using sorted where lane.system = sorted.system and lane.subject_id = sorted.subject_id").update();
        }
    }

    /** Lanes that this node held when it died. */
    public void releaseAll(String node) {
        jdbc.sql("delete from lane where node = ?").param(node).update();
    }

    /** What is queued there, oldest change first. */
    public List<Row> queued(Collection<Lane> lanes) {
        return with(lanes, """
                select delivery.* from unnest(:systems, :subjects) wanted (name, subject) join delivery on system = name and subject_id = subject and state = 'queued'
                order by (select sequence from ledger where entry_id = change_id)""").query(Deliveries::row).list();
    }

    /**
     * What is written in this transaction is flushed a moment after it ends, and whoever asks for it is not kept waiting. For what is done again
     * if the power fails in that moment, and does no harm then.
     */
    public void flushLater() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** Ends rows that are queued, or lifts them to accepted; nothing that has ended is touched. */
    public void settle(Collection<Settled> settled) {
        if (!settled.isEmpty()) {
            jdbc.sql("""
                    update delivery set state = one.state, reason = one.reason, settled_at = now.at, attempts = attempts + case when called then 1 else 0 end,
                        accepted_at = case when one.state in ('accepted', 'confirmed') then coalesce(accepted_at, now.at) else accepted_at end,
                        confirmed_at = case when one.state = 'confirmed' then now.at end
                    from (select clock_timestamp() at) now,
                        unnest(:changes, :systems, :subjects, :states, :reasons, :called) one (change, name, subject, state, reason, called)
                    where change_id = change and system = name and subject_id = subject and delivery.state = 'queued'""")
                    .param("changes", column(settled, Settled::change, UUID[]::new)).param("subjects", column(settled, Settled::subject, UUID[]::new))
                    .param("states", column(settled, one -> one.state().text(), String[]::new)).param("reasons", column(settled, Settled::reason, String[]::new))
                    .param("called", column(settled, Settled::called, Boolean[]::new)).param("systems", column(settled, Settled::system, String[]::new)).update();
        }
    }

    /**
     * Leaves rows queued, to be taken up later.
     *
     * @param alone whether they are to be carried without others then, so that one bad row cannot hold back good ones
     */
    public void later(String system, UUID subject, Collection<UUID> changes, Duration wait, String reason, boolean alone) {
        batch.batchUpdate("""
                update delivery set attempts = attempts + 1, reason = ?, alone = ?, due_at = clock_timestamp() + make_interval(secs => ?)
                where change_id = ? and system = ? and subject_id = ? and state = 'queued'""",
                changes.stream().map(change -> new Object[] {reason, alone, wait.toMillis() / 1000.0, change, system, subject}).toList());
    }

    /** The systems' own feeds showed what had been written. Names the changes it proves. */
    public List<Ended> confirm(Collection<Shown> shown) {
        record Proof(String system, UUID subject, String key) {
        }
        List<Proof> proofs = shown.stream().flatMap(one -> one.keys().stream().map(key -> new Proof(one.system(), one.subject(), key.text()))).toList();
        return proofs.isEmpty() ? List.of() : jdbc.sql("""
                update delivery set state = 'confirmed', confirmed_at = now.at, settled_at = now.at, accepted_at = coalesce(accepted_at, now.at), reason = null
                from (select clock_timestamp() at) now, unnest(:systems, :subjects, :keys) proof (system, subject, key)
                where delivery.system = proof.system and subject_id = subject and state = 'accepted' and delivery.key = proof.key
                returning change_id, delivery.system, subject_id""")
                .param("systems", proofs.stream().map(Proof::system).toArray(String[]::new)).param("subjects", proofs.stream().map(Proof::subject).toArray(UUID[]::new))
                .param("keys", proofs.stream().map(Proof::key).toArray(String[]::new))
                .query((row, n) -> new Ended(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class))).list();
    }

    /** What was accepted for these keys will never be shown: something else stands there now, or the record is gone. Names the changes. */
    public List<UUID> overtake(String system, UUID subject, Collection<Key> keys, DeliveryState end) {
        return jdbc.sql("""
                update delivery set state = ?, settled_at = clock_timestamp()
                where system = ? and subject_id = ? and state = 'accepted' and key = any(?) returning change_id""")
                .params(end.text(), system, subject, keys.stream().map(Key::text).toArray(String[]::new)).query(UUID.class).list();
    }

    public List<Row> of(UUID change) {
        return jdbc.sql("select * from delivery where change_id = ? order by system, subject_id").param(change).query(Deliveries::row).list();
    }

    /**
     * Those who wait though their time has come. Who was named is not named again before {@code grace}.
     *
     * @param idle  the systems for which nobody waits in the queue: there a wake was lost. For the others only those are named who have been
     *              tried before, or of whom it is known that their wake came to nothing, or who wait longer than anybody should
     * @param limit at most so many a system: what piles up for one that is down keeps nobody from the others
     */
    public List<Lane> due(Collection<String> systems, Collection<String> idle, Duration grace, Duration longest, int limit) {
        return jdbc.sql("""
                with due as (
                    select one.* from unnest(:systems::text[]) as name cross join lateral (
                        select change_id, system, subject_id from delivery
                        where system = name and state = 'queued' and due_at < clock_timestamp()
                            and (attempts > 0 or due_at < queued_at + :grace::interval or system = any(:idle) or queued_at < clock_timestamp() - :longest::interval)
                        order by due_at limit :limit for update skip locked) one)
                update delivery set due_at = clock_timestamp() + :grace::interval from due
                where delivery.change_id = due.change_id and delivery.system = due.system and delivery.subject_id = due.subject_id
                returning delivery.system, delivery.subject_id""").param("systems", systems.toArray(String[]::new)).param("idle", idle.toArray(String[]::new))
                .param("grace", grace.toString()).param("longest", longest.toString()).param("limit", limit)
                .query(Deliveries::lane).list().stream().distinct().toList();
    }

    /** After a start everything that waits is due. */
    public void allDue() {
        jdbc.sql("update delivery set due_at = clock_timestamp() where state = 'queued'").update();
    }

    /** Lets the lanes go; what was queued while these were being carried is taken up at the next sweep. */
    public void releaseAndWake(Collection<Lane> lanes) {
        with(lanes, "with " + SORTED + """
                , free as (delete from lane using sorted where lane.system = sorted.system and lane.subject_id = sorted.subject_id)
                update delivery set due_at = clock_timestamp() from unnest(:systems, :subjects) wanted (name, subject)
                where system = name and subject_id = subject and state = 'queued' and attempts = 0""").update();
    }

    /** Lets these be taken up at the next sweep. */
    public void dueNow(Collection<Lane> lanes) {
        if (!lanes.isEmpty()) {
            with(lanes, """
                    update delivery set due_at = clock_timestamp() from unnest(:systems, :subjects) wanted (name, subject)
                    where system = name and subject_id = subject and state = 'queued'""").update();
        }
    }

    /** What is under way for one subject goes on under the other. */
    public void move(UUID from, UUID into) {
        jdbc.sql("""
                update delivery set subject_id = :into, due_at = clock_timestamp() where subject_id = :from and state in ('queued', 'accepted')
                and not exists (select 1 from delivery there where there.change_id = delivery.change_id and there.system = delivery.system and there.subject_id = :into)""")
                .param("from", from).param("into", into).update();
        jdbc.sql("update delivery set state = 'superseded', settled_at = clock_timestamp() where subject_id = ? and state in ('queued', 'accepted')")
                .param(from).update();
        jdbc.sql("delete from state where subject_id = ?").param(from).update();
        // a call that is under way for the one is under way for both
        jdbc.sql("""
                insert into lane (system, subject_id, node, leased_until) select system, :into, node, leased_until from lane where subject_id = :from
                on conflict (system, subject_id) do update set leased_until = greatest(lane.leased_until, excluded.leased_until)""")
                .param("from", from).param("into", into).update();
    }

    /**
     * What is under way of the changes of one who is a person of its own again goes on under it. What was accepted is looked at again: it may
     * be the other's record that shows it.
     */
    public void part(UUID part, UUID whole) {
        jdbc.sql("""
                update delivery set subject_id = :part where subject_id = :whole and state in ('queued', 'accepted')
                and exists (select 1 from ledger where entry_id = change_id and subject_id in (select members_of(:part, 'infinity')))
                and not exists (select 1 from delivery there where there.change_id = delivery.change_id and there.system = delivery.system and there.subject_id = :part)""")
                .param("part", part).param("whole", whole).update();
        jdbc.sql("update delivery set state = 'queued', due_at = clock_timestamp() where subject_id in (?, ?) and state = 'accepted'")
                .params(part, whole).update();
        // a call that is under way may be for either's records
        jdbc.sql("insert into lane (system, subject_id, node, leased_until) select system, ?, node, leased_until from lane where subject_id = ? on conflict do nothing")
                .params(part, whole).update();
    }

    public void park(String system, UUID subject, UUID change, String reason) {
        jdbc.sql("insert into parked (system, direction, change_id, subject_id, reason) values (?, 'out', ?, ?, ?)")
                .params(system, change, subject, reason).update();
    }

    /** Notes the end of a change in every system, and says the first time when it had come in. Nobody waits for the disk: the deliveries say it too. */
    public Optional<Instant> complete(UUID change) {
        return jdbc.sql("""
                insert into receipt (change_id, completed_at, systems)
                select change_id, max(settled_at), count(distinct system) from delivery, set_config('synchronous_commit', 'off', true) where change_id = ?
                group by change_id having bool_and(%s) on conflict do nothing
                returning (select received_at from ledger where entry_id = change_id) received_at""".formatted(END)).param(change)
                .query((row, n) -> Sql.time(row, "received_at")).optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getObject("change_id", UUID.class), row.getString("system"), row.getObject("subject_id", UUID.class),
                Key.of(row.getString("key")), DeliveryState.of(row.getString("state")), row.getString("reason"), row.getInt("attempts"), row.getBoolean("alone"),
                Sql.time(row, "queued_at"), Sql.time(row, "accepted_at"), Sql.time(row, "confirmed_at"), Sql.time(row, "settled_at"));
    }

    private StatementSpec with(Collection<Lane> lanes, String sql) {
        return jdbc.sql(sql).param("systems", Lane.systems(lanes)).param("subjects", Lane.subjects(lanes));
    }

    private static Lane lane(ResultSet row, int number) throws SQLException {
        return new Lane(row.getString(1), row.getObject(2, UUID.class));
    }

    private static <T> T[] column(Collection<Settled> rows, Function<Settled, T> of, IntFunction<T[]> array) {
        return rows.stream().map(of).toArray(array);
    }
}
