package dev.heed.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for each system. Only rows that are still open are looked at, so it costs what the backlog is long. */
@Repository
public class Backlog {

    /**
     * @param queued       deliveries that wait
     * @param retrying     of these, those that were tried before
     * @param accepted     deliveries whose echo has not been seen
     * @param lag          age of the oldest that waits, in seconds; 0 if none does
     * @param oldestOptOut age of the oldest refusal that waits or is parked, in seconds; null if there is none
     * @param parked       messages and deliveries that wait for a person
     */
    public record Figures(String system, long queued, long retrying, long accepted, long lag, Long oldestOptOut, long parked) {
    }

    /**
     * @param lastEventAt when its last message came in, null if none ever did
     * @param lastFailure why the delivery that was tried last still waits, in the system's words; null if none does
     */
    public record Last(Instant lastEventAt, String lastFailure) {
    }

    private static final String FIGURES = """
            with wanted as (select unnest(?::text[]) system),
            open as (
                select system, change_id, state, attempts, queued_at from delivery where state in ('queued', 'accepted')
                union all
                select system, change_id, state, attempts, queued_at from delivery where state = 'parked' and exists (
                    select 1 from parked where parked.system = delivery.system and parked.subject_id = delivery.subject_id
                                           and direction = 'out' and resolved_at is null)),
            waiting as (
                select open.system,
                       count(*) filter (where state = 'queued') queued,
                       count(*) filter (where state = 'queued' and attempts > 0) retrying,
                       count(*) filter (where state = 'accepted') accepted,
                       min(queued_at) filter (where state = 'queued') oldest,
                       min(queued_at) filter (where ledger.value in ('denied', 'withdrawn', 'expired') and ledger.key like '%/%') oldest_opt_out
                from open left join ledger on ledger.entry_id = open.change_id and state <> 'accepted' group by open.system),
            stuck as (select system, count(*) parked from parked where resolved_at is null group by system)
            select wanted.system, coalesce(queued, 0) queued, coalesce(retrying, 0) retrying, coalesce(accepted, 0) accepted,
                   coalesce(greatest(extract(epoch from clock_timestamp() - oldest), 0), 0)::bigint lag,
                   greatest(extract(epoch from clock_timestamp() - oldest_opt_out), 0)::bigint oldest_opt_out,
                   coalesce(parked, 0) parked, oldest_opt_out is not null waits
            from wanted left join waiting using (system) left join stuck using (system) order by 1
            """;

    private final JdbcClient jdbc;

    Backlog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The figures of these systems, in one query. */
    public List<Figures> figures(Collection<String> systems) {
        return jdbc.sql(FIGURES).param(systems.toArray(String[]::new)).query((row, n) -> new Figures(row.getString("system"),
                row.getLong("queued"), row.getLong("retrying"), row.getLong("accepted"), row.getLong("lag"),
                row.getBoolean("waits") ? row.getLong("oldest_opt_out") : null, row.getLong("parked"))).list();
    }

    public Map<String, Last> last(Collection<String> systems) {
        return systems.stream().collect(Collectors.toMap(Function.identity(), system -> jdbc.sql("""
                select (select received_at from inbound where system = wanted.system order by id desc limit 1) received_at,
                       (select reason from delivery where system = wanted.system and state = 'queued' and attempts > 0
                        order by due_at desc limit 1) reason
                from (values (?)) wanted (system)""").param(system)
                .query((row, n) -> new Last(Sql.time(row, "received_at"), row.getString("reason"))).single()));
    }
}
