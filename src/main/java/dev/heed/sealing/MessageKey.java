package dev.heed.sealing;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/** The key of one raw message, and how it is kept. */
public final class MessageKey {

    static final byte[] BOUND = "message".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final byte[] wrapped;

    MessageKey(SecretKey key, byte[] wrapped) {
        this.key = key;
        this.wrapped = wrapped;
    }

    /** As it is kept. */
    public byte[] wrapped() {
        return wrapped;
    }

    public byte[] seal(byte[] plain) {
        return Seal.close(key, plain, BOUND);
    }

    public byte[] open(byte[] sealed) {
        return Seal.open(key, sealed, BOUND);
    }

    byte[] bytes() {
        return key.getEncoded();
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "MessageKey[…]";
    }
}
