package dev.heed.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, and how a hash is written. */
public final class Digests {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private Digests() {
    }

    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** What stands where there is nothing before. */
    static byte[] none() {
        return new byte[LENGTH];
    }

    static byte[] checked(String name, byte[] hash) {
        if (hash.length != LENGTH) {
            throw new IllegalArgumentException(name + " is to be a SHA-256, not " + hash.length + " bytes");
        }
        return hash;
    }
}
