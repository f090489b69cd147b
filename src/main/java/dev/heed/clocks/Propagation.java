package dev.heed.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** How long changes took to each system. */
@Repository
public class Propagation {

    /**
     * @param count   deliveries that were to be carried
     * @param open    of these, those that have not come to an end
     * @param p50     seconds from the receipt of the change to its confirmation or its end; null if none has ended
     * @param late    refusals that were not there by their deadline
     */
    public record Figures(long count, long open, Double p50, Double p99, Double maximum, long late) {
    }

    /**
     * A refusal that was not there by its deadline.
     *
     * @param arrivedAt when it was there or had come to another end, null while it is under way
     */
    public record Late(UUID changeId, Instant deadline, String law, Instant arrivedAt) {
    }

    /** @param lateChanges at most {@value #LISTED}, those that were or are late for the longest first */
    public record Row(String system, Figures withdrawals, Figures all, List<Late> lateChanges) {
    }

    private static final int LISTED = 1000;

    /**
     * What needed no carrying is left out: the system held it already, cannot hold it or does not know the person. What was lost
     * there and carried again counts by itself, in the month in which that began.
     */
    private static final String TIMED = """
            with begun as (
                select delivery.*, heard.received_at as began_at, clock.deadline_at, clock.law
                from heard join delivery on delivery.change_id = heard.change_id
                left join delivery_clock clock on clock.change_id = delivery.change_id and clock.system = delivery.system and clock.subject_id = delivery.subject_id
                where heard.received_at >= :from and heard.received_at < :to and not coalesce(clock.again, false)
                union all
                select delivery.*, clock.started_at, clock.deadline_at, clock.law from delivery_clock clock join delivery using (change_id, system, subject_id)
                where clock.again and clock.started_at >= :from and clock.started_at < :to),
            carried as (
                select change_id, system, began_at, deadline_at, law, case when state in ('confirmed', 'superseded') then settled_at end as ended_at
                from begun where state in ('queued', 'accepted', 'parked', 'confirmed', 'superseded') and (cast(:system as text) is null or system = :system)),
            timed as (
                select *, extract(epoch from ended_at - began_at)::float8 as took,
                       coalesce(deadline_at < coalesce(ended_at, :now), false) as late from carried)
            """;

    private static final String FIGURES = """
            select system,
                   count(*) as all_count, count(*) filter (where took is null) as all_open, max(took) as all_maximum, count(*) filter (where late) as all_late,
                   percentile_cont(0.5) within group (order by took) as all_p50, percentile_cont(0.99) within group (order by took) as all_p99,
                   count(*) filter (where r) as w_count, count(*) filter (where r and took is null) as w_open, max(took) filter (where r) as w_maximum,
                   count(*) filter (where r and late) as w_late,
                   percentile_cont(0.5) within group (order by took) filter (where r) as w_p50,
                   percentile_cont(0.99) within group (order by took) filter (where r) as w_p99
            from timed cross join lateral (select deadline_at is not null as r) refusal group by system order by system""";

    private static final String LATE = """
            select * from (select *, row_number() over (partition by system order by coalesce(ended_at, :now) - deadline_at desc, change_id) as place from timed where late) late
            where place <= :listed order by system, place""";

    private final JdbcClient jdbc;

    Propagation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param to     exclusive
     * @param system null for all
     * @param now    by which what is still under way is late or not
     */
    public List<Row> report(Instant from, Instant to, String system, Instant now) {
        Map<String, List<Late>> late = new HashMap<>();
        ask(LATE, from, to, system, now).param("listed", LISTED).query(row -> {
            late.computeIfAbsent(row.getString("system"), name -> new ArrayList<>())
                    .add(new Late(row.getObject("change_id", UUID.class), Sql.time(row, "deadline_at"), row.getString("law"), Sql.time(row, "ended_at")));
        });
        return ask(FIGURES, from, to, system, now).query((row, n) -> new Row(row.getString("system"), figures(row, "w_"), figures(row, "all_"),
                late.getOrDefault(row.getString("system"), List.of()))).list();
    }

    private StatementSpec ask(String what, Instant from, Instant to, String system, Instant now) {
        return jdbc.sql(TIMED + what).param("from", Sql.time(from)).param("to", Sql.time(to)).param("system", system).param("now", Sql.time(now));
    }

    private static Figures figures(ResultSet row, String of) throws SQLException {
        return new Figures(row.getLong(of + "count"), row.getLong(of + "open"), row.getObject(of + "p50", Double.class),
                row.getObject(of + "p99", Double.class), row.getObject(of + "maximum", Double.class), row.getLong(of + "late"));
    }
}
