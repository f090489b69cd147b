package dev.heed.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals what is personal with a key of the person's own, so that destroying one key makes unreadable all there is of them, wherever it
 * was copied to. Keys lie in the database wrapped by the {@link MasterKey}.
 */
@Component
public class Vault {

    /** How long another node may still know a key that was destroyed. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final byte[] PASSING = "passing".getBytes(StandardCharsets.US_ASCII);

    private final MasterKey master;
    private final JdbcClient jdbc;
    private final Cache<UUID, SecretKey> keys = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(100_000).build();

    Vault(MasterKey master, JdbcClient jdbc) {
        this.master = master;
        this.jdbc = jdbc;
    }

    /** Makes the key of a new subject, in the transaction it is called in. */
    public void admit(UUID subject) {
        byte[] key = Seal.random(Seal.KEY_BYTES);
        jdbc.sql("insert into subject_key (subject_id, wrapped) values (?, ?)")
                .params(subject, Seal.close(master.wrapping(), key, bytes(subject))).update();
    }

    /** Reads the keys of these in one round trip, so that what follows need not read them one by one. */
    public void fetch(Collection<UUID> subjects) {
        UUID[] unknown = subjects.stream().filter(subject -> keys.getIfPresent(subject) == null).toArray(UUID[]::new);
        if (unknown.length > 1) {
            jdbc.sql("select subject_id, wrapped from subject_key where subject_id = any(?)").param(unknown)
                    .query(row -> { remember(row.getObject("subject_id", UUID.class), row.getBytes("wrapped")); });
        }
    }

    /** Destroys the subject's key. Nothing that was sealed with it opens again. */
    public void destroy(UUID subject) {
        jdbc.sql("delete from subject_key where subject_id = ?").param(subject).update();
        keys.invalidate(subject);
    }

    /** @throws IllegalStateException if the subject's key was destroyed */
    public byte[] seal(UUID subject, byte[] plain) {
        return Seal.close(key(subject).orElseThrow(() -> new IllegalStateException("this subject was erased")), plain, bytes(subject));
    }

    /** Nothing if the subject's key was destroyed. */
    public Optional<byte[]> open(UUID subject, byte[] sealed) {
        return key(subject).map(key -> Seal.open(key, sealed, bytes(subject)));
    }

    /** The same for the same text, and says nothing about it to whoever has not the master key. 32 bytes. */
    public byte[] hash(String text) {
        return master.hash(text);
    }

    /** A key for one message of which it is not yet known whom it is about. */
    public MessageKey messageKey() {
        byte[] key = Seal.random(Seal.KEY_BYTES);
        return new MessageKey(Seal.key(key), Seal.close(master.waiting(), key, MessageKey.BOUND));
    }

    /** The key of a message that waits, or that was handed to the subject; nothing if that subject was erased. */
    public Optional<MessageKey> messageKey(byte[] wrapped, UUID subject) {
        return subject == null ? Optional.of(new MessageKey(Seal.key(Seal.open(master.waiting(), wrapped, MessageKey.BOUND)), wrapped))
                : open(subject, wrapped).map(key -> new MessageKey(Seal.key(key), wrapped));
    }

    /** Hands a message to the subject it turned out to be about: from now on its key opens with theirs only. */
    public byte[] hand(MessageKey key, UUID subject) {
        return seal(subject, key.bytes());
    }

    /** Seals what passes through a queue before it is known whom it is about: whoever has the master key can open it. */
    public byte[] sealInPassing(byte[] plain) {
        return Seal.close(master.waiting(), plain, PASSING);
    }

    public byte[] openInPassing(byte[] sealed) {
        return Seal.open(master.waiting(), sealed, PASSING);
    }

    private Optional<SecretKey> key(UUID subject) {
        SecretKey known = keys.getIfPresent(subject);
        if (known != null) {
            return Optional.of(known);
        }
        return jdbc.sql("select wrapped from subject_key where subject_id = ?").param(subject).query(byte[].class).optional()
                .map(wrapped -> remember(subject, wrapped));
    }

    private SecretKey remember(UUID subject, byte[] wrapped) {
        SecretKey key = Seal.key(Seal.open(master.wrapping(), wrapped, bytes(subject)));
        keys.put(subject, key);
        return key;
    }

    private static byte[] bytes(UUID subject) {
        return ByteBuffer.allocate(16).putLong(subject.getMostSignificantBits()).putLong(subject.getLeastSignificantBits()).array();
    }
}
