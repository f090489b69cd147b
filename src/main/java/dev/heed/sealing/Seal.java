package dev.heed.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D): twelve random bytes, then the ciphertext with its tag of sixteen. What is sealed for one purpose
 * or person opens for no other: both are authenticated with it.
 */
final class Seal {

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Seal() {
    }

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static byte[] close(SecretKey key, byte[] plain, byte[] bound) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, 0, plain.length, bound);
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed with another key, for something else, or altered since */
    static byte[] open(SecretKey key, byte[] sealed, byte[] bound) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw doesNotOpen(null);
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, key, nonce, sealed, NONCE_BYTES, sealed.length - NONCE_BYTES, bound);
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input, int from, int length, byte[] bound) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(input, from, length);
        } catch (GeneralSecurityException e) {
            throw doesNotOpen(e);
        }
    }

    private static IllegalStateException doesNotOpen(Exception cause) {
        return new IllegalStateException("what was sealed does not open: another master key, or it was altered", cause);
    }
}
