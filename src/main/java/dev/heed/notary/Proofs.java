package dev.heed.notary;

import dev.heed.evidence.Header;
import dev.heed.evidence.Leaf;
import dev.heed.evidence.SignedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes proofs from what is kept; each costs as many rows as the tree is high. */
@Component
public class Proofs {

    private record Found(long index, Leaf leaf) {
    }

    private final Checkpoints checkpoints;
    private final Tree tree;
    private final JdbcClient jdbc;

    Proofs(Checkpoints checkpoints, Tree tree, JdbcClient jdbc) {
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.jdbc = jdbc;
    }

    public boolean knows(UUID entry) {
        return jdbc.sql("select count(*) from ledger where entry_id = ?").param(entry).query(Integer.class).single() > 0;
    }

    /** By the first checkpoint that covers the entry; nothing if none does yet. */
    public Optional<Proof> inclusion(UUID entry) {
        return leafAbove(entry).map(found -> {
            SignedCheckpoint signed = checkpoints.covering(found.index()).orElseThrow(() -> new IllegalStateException("a leaf has no checkpoint"));
            List<byte[]> path = tree.of(signed.checkpoint().size()).inclusion(found.index());
            return new Proof.Inclusion(headers(entry, found.leaf().position()), found.leaf(), found.index(), path, signed);
        });
    }

    private Optional<Found> leafAbove(UUID entry) {
        return jdbc.sql("""
                select c.* from ledger l join checkpoint_leaf c on c.subject_id = l.subject_id and c.position >= l.position
                where l.entry_id = ? order by c.position limit 1""").param(entry)
                .query((row, n) -> new Found(row.getLong("index"), Rows.leaf(row))).optional();
    }

    private List<Header> headers(UUID entry, long until) {
        return jdbc.sql("select " + Rows.HEADER + """
                 from ledger first join ledger l on l.subject_id = first.subject_id and l.position between first.position and ?
                where first.entry_id = ? order by l.position""").params(until, entry).query((row, n) -> Rows.header(row)).list();
    }

    public Proof consistency(SignedCheckpoint older, SignedCheckpoint newer) {
        return new Proof.Consistency(older, newer, tree.of(newer.checkpoint().size()).consistency(older.checkpoint().size()));
    }
}
