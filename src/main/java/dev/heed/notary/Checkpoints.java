package dev.heed.notary;

import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.Policies;
import dev.heed.evidence.SignedCheckpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The checkpoints that the database holds. */
@Repository
public class Checkpoints {

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SignedCheckpoint> last() {
        return jdbc.sql(Rows.CHECKPOINTS + " order by number desc limit 1").query(Checkpoints::row).optional();
    }

    public Optional<SignedCheckpoint> find(long number) {
        return jdbc.sql(Rows.CHECKPOINTS + " where number = ?").param(number).query(Checkpoints::row).optional();
    }

    /** Newest first. */
    public List<SignedCheckpoint> before(long number, int limit) {
        return jdbc.sql(Rows.CHECKPOINTS + " where number < ? order by number desc limit ?").params(number, limit).query(Checkpoints::row).list();
    }

    /** Oldest first. */
    List<SignedCheckpoint> after(long number, int limit) {
        return jdbc.sql(Rows.CHECKPOINTS + " where number > ? order by number limit ?").params(number, limit).query(Checkpoints::row).list();
    }

    /** The first whose tree has this leaf. */
    Optional<SignedCheckpoint> covering(long leaf) {
        return jdbc.sql(Rows.CHECKPOINTS + " where size > ? order by size limit 1").param(leaf).query(Checkpoints::row).optional();
    }

    void add(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        jdbc.sql("insert into checkpoint_key (id, public_key) values (?, ?) on conflict do nothing").params(checkpoint.key(), signed.key().encoded()).update();
        Policies policies = checkpoint.policies();
        jdbc.sql("""
                insert into checkpoint (number, size, root, at, entries, horizon, policies_count, policies_hash, prior, key, signature)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(checkpoint.number(), checkpoint.size(), checkpoint.root(), checkpoint.at().atOffset(ZoneOffset.UTC), checkpoint.entries(),
                        checkpoint.horizon(), policies == null ? null : policies.count(), policies == null ? null : policies.hash(), checkpoint.prior(),
                        checkpoint.key(), signed.signature()).update();
    }

    private static SignedCheckpoint row(ResultSet row, int number) throws SQLException {
        return Rows.checkpoint(row);
    }
}
