package dev.heed.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is raised about deliveries that take too long. */
@Repository
public class DeadlineAlarms {

    /**
     * Of what is under way to a system.
     *
     * @param half past half of its time; {@code most} past most of it, {@code late} past all of it: each is counted once, at the highest
     * @param next the first deadline ahead, null if there is none
     */
    public record Figures(String system, long half, long most, long late, Instant next) {
    }

    record Looked(int count, List<Alarm> raised) {
    }

    private static final String SAME = "change_id, system, subject_id";

    /** Only the highest level that was reached is raised: after a long stop the lower ones would be no news. */
    private static final String RAISE = """
            with due as (
                select * from delivery_clock where alarm_at <= :now order by alarm_at limit :limit for update skip locked),
            reached as (
                select due.*, case when :now >= %2$s then 'late' when :now >= %3$s then 'most' else 'half' end as level,
                       coalesce(%1$s, false) as open
                from due left join delivery using (%4$s)),
            looked as (
                update delivery_clock clock
                set alarm_at = case when not reached.open or level = 'late' then null when level = 'most' then %5$s else %6$s end
                from reached where clock.change_id = reached.change_id and clock.system = reached.system and clock.subject_id = reached.subject_id),
            raised as (
                insert into deadline_alarm (%4$s, started_at, level, deadline_at, raised_at)
                select %4$s, started_at, level, deadline_at, :now from reached where open
                on conflict do nothing returning *)
            select reached.*, :now as raised_at, raised.level is not null as is_new from reached left join raised using (%4$s)""".formatted(Sql.OPEN, Level.LATE.moment("due"), Level.MOST.moment("due"), SAME,
            Level.LATE.moment("reached"), Level.MOST.moment("reached"));

    /** What was lost and is carried again has a new clock, and the alarms of the old one are over too. */
    private static final String CLEAR = """
            update deadline_alarm alarm set cleared_at = ? where cleared_at is null and not exists (
                select 1 from delivery join delivery_clock using (%s)
                where delivery.change_id = alarm.change_id and delivery.system = alarm.system and delivery.subject_id = alarm.subject_id
                  and delivery_clock.started_at = alarm.started_at and %s)""".formatted(SAME, Sql.OPEN);

    private static final String CLAIM = """
            with claimed as (
                select * from deadline_alarm where told_at is null and (claimed_at is null or claimed_at < ?)
                order by raised_at limit ? for update skip locked)
            update deadline_alarm alarm set claimed_at = ? from claimed
            where alarm.change_id = claimed.change_id and alarm.system = claimed.system and alarm.subject_id = claimed.subject_id
              and alarm.started_at = claimed.started_at and alarm.level = claimed.level returning alarm.*""";

    private static final String FIGURES = """
            with wanted as (select unnest(?::text[]) as system),
            open as (
                select %1$s, clock.deadline_at, clock.started_at from delivery join delivery_clock clock using (%1$s)
                where clock.deadline_at is not null and delivery.state in ('queued', 'accepted', 'parked') and %2$s),
            highest as (
                select distinct on (%1$s) system, level from open join deadline_alarm using (%1$s, started_at)
                where cleared_at is null order by %1$s, raised_at desc)
            select system, (select count(*) from highest where highest.system = wanted.system and level = 'half') half,
                   (select count(*) from highest where highest.system = wanted.system and level = 'most') most,
                   (select count(*) from highest where highest.system = wanted.system and level = 'late') late,
                   (select min(deadline_at) from open where open.system = wanted.system and deadline_at > ?) as next
            from wanted order by 1""".formatted(SAME, Sql.OPEN);

    private final JdbcClient jdbc;

    DeadlineAlarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Raises what has come to its next level; several nodes share the work. The answer is how many it looked at, and what it raised. */
    Looked raise(Instant now, int limit) {
        List<Alarm> raised = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        jdbc.sql(RAISE).param("now", Sql.time(now)).param("limit", limit).query(row -> {
            count.incrementAndGet();
            if (row.getBoolean("is_new")) {
                raised.add(alarm(row, 0));
            }
        });
        return new Looked(count.get(), raised);
    }

    /** Clears what was raised about deliveries that have come to their end. */
    int clear(Instant now) {
        return jdbc.sql(CLEAR).param(Sql.time(now)).update();
    }

    /** Alarms that were not told yet; each is named once in {@code grace}, whoever asks. */
    List<Alarm> claim(Instant now, Duration grace, int limit) {
        return jdbc.sql(CLAIM).params(Sql.time(now.minus(grace)), limit, Sql.time(now)).query(DeadlineAlarms::alarm).list();
    }

    void told(Alarm alarm, Instant now) {
        jdbc.sql("update deadline_alarm set told_at = ? where change_id = ? and system = ? and subject_id = ? and started_at = ? and level = ?")
                .params(Sql.time(now), alarm.change(), alarm.system(), alarm.subject(), Sql.time(alarm.startedAt()), alarm.level().text()).update();
    }

    /** The figures of these systems, in one query, by what is under way at this moment. */
    public List<Figures> figures(Collection<String> systems, Instant now) {
        return jdbc.sql(FIGURES).params(systems.toArray(String[]::new), Sql.time(now)).query((row, n) -> new Figures(row.getString("system"),
                row.getLong("half"), row.getLong("most"), row.getLong("late"), Sql.time(row, "next"))).list();
    }

    private static Alarm alarm(ResultSet row, int number) throws SQLException {
        return new Alarm(row.getObject("change_id", UUID.class), row.getString("system"), row.getObject("subject_id", UUID.class),
                Level.of(row.getString("level")), Sql.time(row, "started_at"), Sql.time(row, "deadline_at"), Sql.time(row, "raised_at"));
    }
}
