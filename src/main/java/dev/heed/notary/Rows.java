package dev.heed.notary;

import dev.heed.evidence.Checkpoint;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import dev.heed.evidence.Leaf;
import dev.heed.evidence.Policies;
import dev.heed.evidence.SignedCheckpoint;
import dev.heed.evidence.VerifyingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Rows of the database as what they mean. */
final class Rows {

    /** What {@link #header} reads of {@code ledger l}. */
    static final String HEADER = """
            l.entry_id, l.subject_id, l.position, l.kind, l.key, l.value, l.point, l.source, l.actor, l.evidence, l.jurisdiction,
            l.captured_from, l.captured_to, l.source_order, l.received_at, l.recorded_at, l.rule, l.sealed, l.prior""";

    /** What {@link #checkpoint} reads, with its key. */
    static final String CHECKPOINTS = "select c.*, k.public_key from checkpoint c join checkpoint_key k on k.id = c.key";

    private Rows() {
    }

    static Header header(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return new Header(row.getObject("entry_id", UUID.class), row.getObject("subject_id", UUID.class), row.getLong("position"), row.getString("kind"),
                row.getString("key"), row.getString("value"), row.getBytes("point"), row.getString("source"), row.getString("actor"),
                row.getString("evidence"), row.getString("jurisdiction"), time(row, "captured_from"), time(row, "captured_to"),
                row.getObject("source_order", Long.class), time(row, "received_at"), time(row, "recorded_at"), row.getString("rule"),
                sealed == null ? null : Digests.sha256(sealed), row.getBytes("prior"));
    }

    static Leaf leaf(ResultSet row) throws SQLException {
        return new Leaf(row.getObject("subject_id", UUID.class), row.getLong("position"), row.getBytes("head"));
    }

    static SignedCheckpoint checkpoint(ResultSet row) throws SQLException {
        Checkpoint checkpoint = new Checkpoint(row.getLong("number"), row.getLong("size"), row.getBytes("root"), time(row, "at"), row.getLong("entries"),
                row.getLong("horizon"), policies(row), row.getBytes("prior"), row.getString("key"));
        return new SignedCheckpoint(checkpoint, row.getBytes("signature"), VerifyingKey.of(row.getBytes("public_key")));
    }

    private static Policies policies(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("policies_hash");
        return hash == null ? null : new Policies(row.getLong("policies_count"), hash);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
