package dev.heed.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.nio.ByteBuffer;

/**
 * One statement about one permission or attribute, with its provenance: what travels, and what the ledger keeps.
 *
 * @param subject      whose preference it is
 * @param value        text of the {@link Decision}, or the attribute's value
 * @param contactPoint the address it was made for, null where none is concerned
 */
public record Change(UUID id, UUID subject, Key key, String value, ContactPoint contactPoint, Provenance provenance) {

    /** Names a change by what makes it unique, so that the same message read twice names the same change. */
    public static UUID name(UUID subject, Key key, Provenance provenance) {
        String unique = String.join("\n", subject.toString(), key.text(), provenance.source(), provenance.record(), provenance.event());
        try {
            ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(unique.getBytes(StandardCharsets.UTF_8)));
            // RFC 9562 version 8: a UUID whose bits are the application's own
            return new UUID(hash.getLong() & ~0xF000L | 0x8000L, hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Decision decision() {
        return Decision.of(value);
    }

    public Permission permission() {
        return (Permission) key;
    }
}
