package dev.heed.notary;

import dev.heed.evidence.Leaf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the chains that are longer than their last leaf. Only what was written since the last checkpoint is looked at: a transaction that had not
 * ended then is no older than that checkpoint's horizon. What is found is held against the leaves, so that looking twice does no harm.
 */
@Repository
class GrownChains {

    /** @param added entries that no leaf covered before */
    record Grown(Leaf leaf, long added) {
    }

    private static final String LAST_LEAF = "coalesce((select max(position) from checkpoint_leaf c where c.subject_id = %s.subject_id), 0)";

    private static final String GROWN = """
            select l.subject_id, l.position, l.hash as head, l.position - covered as added
            from (select subject_id, max(position) as position from ledger %s group by subject_id) touched
            join ledger l using (subject_id, position)
            cross join lateral (select %s as covered) leaf
            where l.position > covered order by l.sequence limit ?""";

    /** Rows brought in from another cluster carry its numbers, which may lie in the future of this one. They are found by {@link #ALL}. */
    private static final String SINCE = "where transaction >= cast(? as text)::xid8 and transaction < pg_snapshot_xmax(pg_current_snapshot())";
    private static final String ALL = "where position >= ?";

    private final JdbcClient jdbc;

    GrownChains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every transaction before this one has ended. */
    long horizon() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint").query(Long.class).single();
    }

    List<Grown> since(long horizon, int limit) {
        return grown(SINCE, String.valueOf(horizon), limit);
    }

    List<Grown> all(int limit) {
        return grown(ALL, 1, limit);
    }

    private List<Grown> grown(String which, Object from, int limit) {
        return jdbc.sql(GROWN.formatted(which, LAST_LEAF.formatted("touched"))).params(from, limit)
                .query((row, n) -> new Grown(Rows.leaf(row), row.getLong("added"))).list();
    }

    /** When the oldest entry was recorded that no leaf covers. */
    Optional<Instant> oldestUncovered(long horizon) {
        return jdbc.sql("select min(recorded_at) as oldest from ledger l " + SINCE + " and position > " + LAST_LEAF.formatted("l"))
                .param(String.valueOf(horizon)).query((row, n) -> Optional.ofNullable(Rows.time(row, "oldest"))).single();
    }
}
