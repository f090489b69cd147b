package dev.heed.erasure;

import dev.heed.erasure.Erasures.Erasure;
import dev.heed.ledger.Deletions;
import dev.heed.ledger.Deletions.Figures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How each system stands to an erasure. */
@Repository
public class SystemAnswers {

    /**
     * @param state        {@code waiting}, {@code suppressed}, {@code erased}, {@code refused}, {@code unanswered} if it had not answered when
     *                     the key was destroyed, or {@code unknown} if the person was not known there
     * @param suppressedAt when the last refusal was known to stand there, null if none is
     * @param erasedAt     when it had answered for the last record that it was to delete, null if it deleted none
     * @param reason       why it refused or waits, in its own words
     */
    public record SystemAnswer(String system, String state, Instant suppressedAt, Instant erasedAt, String reason) {
    }

    /** What became of the refusals. */
    private record Told(String system, boolean open, boolean parked, boolean unanswered, Instant suppressedAt, String reason) {

        private String state() {
            return open ? "waiting" : parked ? "refused" : unanswered ? "unanswered" : suppressedAt != null ? "suppressed" : "unknown";
        }
    }

    private final JdbcClient jdbc;
    private final Deletions deletions;

    SystemAnswers(JdbcClient jdbc, Deletions deletions) {
        this.jdbc = jdbc;
        this.deletions = deletions;
    }

    public List<SystemAnswer> of(Erasure erasure) {
        Map<String, Figures> records = deletions.of(erasure.person()).stream().collect(Collectors.toMap(Figures::system, Function.identity()));
        return told(erasure).stream().map(told -> answer(told, Optional.ofNullable(records.get(told.system())))).toList();
    }

    private static SystemAnswer answer(Told told, Optional<Figures> records) {
        String state = records.map(figures -> figures.waiting() > 0 ? "waiting" : figures.refused() > 0 ? "refused" : "erased").orElse(told.state());
        Instant erasedAt = records.filter(figures -> figures.erased() > 0 && figures.waiting() == 0).map(Figures::settledAt).orElse(null);
        return new SystemAnswer(told.system(), state, told.suppressedAt(), erasedAt, records.map(Figures::reason).orElse(told.reason()));
    }

    private List<Told> told(Erasure erasure) {
        return jdbc.sql("""
                select system, bool_or(state in ('queued', 'accepted')) as open, bool_or(state = 'parked') as parked, coalesce(bool_or(reason = ?), false) as unanswered,
                       case when not bool_or(state in ('queued', 'accepted')) then max(settled_at) filter (where state in ('confirmed', 'unchanged', 'superseded')) end as suppressed_at,
                       max(reason) filter (where state in ('queued', 'parked')) as reason
                from delivery join ledger on entry_id = change_id where delivery.subject_id = ? and recorded_at >= ? group by system order by system""")
                .params(Erasures.UNANSWERED, erasure.person(), erasure.orderedAt().atOffset(ZoneOffset.UTC)).query(SystemAnswers::told).list();
    }

    private static Told told(ResultSet row, int number) throws SQLException {
        OffsetDateTime at = row.getObject("suppressed_at", OffsetDateTime.class);
        return new Told(row.getString("system"), row.getBoolean("open"), row.getBoolean("parked"), row.getBoolean("unanswered"),
                at == null ? null : at.toInstant(), row.getString("reason"));
    }
}
