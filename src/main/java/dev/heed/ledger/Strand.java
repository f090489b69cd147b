package dev.heed.ledger;

import dev.heed.change.Change;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Statements of one subject that differ only in when they were made.
 *
 * @param id    the same for the same statement, so that nobody has to look for it
 * @param point keyed hash of the contact point, null where none is concerned
 * @param counted whether their source counts them
 */
record Strand(UUID id, UUID subject, byte[] point, boolean restrictive, boolean counted) {

    static Strand of(UUID subject, Change change, byte[] point) {
        Provenance origin = change.provenance();
        boolean permission = change.key() instanceof Permission;
        String all = String.join("\n", subject.toString(), change.key().text(), permission ? change.value() : "",
                point == null ? "" : HexFormat.of().formatHex(point), origin.source(), origin.actor().text(), origin.evidence().text(),
                String.valueOf(origin.jurisdiction()), String.valueOf(origin.pointOrigin()), String.valueOf(origin.clamped()),
                String.valueOf(origin.timedByReceipt()), String.valueOf(origin.sequence() == null));
        return new Strand(id(all), subject, point, permission && change.decision().restrictive(), origin.sequence() != null);
    }

    Object[] columns() {
        return new Object[] {id, subject, point, restrictive, counted};
    }

    private static UUID id(String all) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
