package dev.heed.sealing;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A vault that is told its keys: as many people as one likes, without a look into the database for each. */
public final class MadeKeys extends Vault {

    private final MasterKey master;
    private final Function<UUID, byte[]> keys;

    /** @param keys gives everybody the 32 bytes of theirs */
    public MadeKeys(MasterKey master, Function<UUID, byte[]> keys) {
        super(master, null);
        this.master = master;
        this.keys = keys;
    }

    /** The subject's key as the database keeps it. */
    public byte[] wrapped(UUID subject) {
        return Seal.close(master.wrapping(), keys.apply(subject), bound(subject));
    }

    @Override
    public byte[] seal(UUID subject, byte[] plain) {
        return Seal.close(Seal.key(keys.apply(subject)), plain, bound(subject));
    }

    @Override
    public Optional<byte[]> open(UUID subject, byte[] sealed) {
        return Optional.of(Seal.open(Seal.key(keys.apply(subject)), sealed, bound(subject)));
    }

    /** As {@link Vault} binds what it seals; what does not agree with it will not open there. */
    private static byte[] bound(UUID subject) {
        return ByteBuffer.allocate(16).putLong(subject.getMostSignificantBits()).putLong(subject.getLeastSignificantBits()).array();
    }
}
