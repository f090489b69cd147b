package dev.heed.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret all others hang on, 32 bytes. It is never used itself: what wraps people's keys, what hides addresses in look-ups and
 * what keeps messages that nobody has been found for yet are derived from it, one key a purpose (HMAC-SHA256 over the purpose's name).
 */
public final class MasterKey {

    /** What to do where it is missing. */
    public static final String EXPECTED = KeyReference.EXPECTED;

    private final SecretKey wrapping;
    private final SecretKey waiting;
    private final SecretKeySpec hashing;

    MasterKey(byte[] secret) {
        if (secret.length != Seal.KEY_BYTES) {
            throw new IllegalArgumentException("a master key has " + Seal.KEY_BYTES + " bytes, this one has " + secret.length);
        }
        this.wrapping = Seal.key(derive(secret, "heed: keys of subjects"));
        this.waiting = Seal.key(derive(secret, "heed: keys of messages"));
        this.hashing = new SecretKeySpec(derive(secret, "heed: look-ups"), "HmacSHA256");
    }

    /**
     * @param reference   {@code env:NAME} or {@code file:PATH}
     * @param environment gives a variable its value, null if it has none
     */
    public static MasterKey read(String reference, UnaryOperator<String> environment) {
        return new MasterKey(KeyReference.read(reference, environment));
    }

    /** A new one, in Base64. */
    public static String random() {
        return Base64.getEncoder().encodeToString(Seal.random(Seal.KEY_BYTES));
    }

    SecretKey wrapping() {
        return wrapping;
    }

    SecretKey waiting() {
        return waiting;
    }

    /** The same for the same text. 32 bytes. */
    public byte[] hash(String text) {
        return mac(hashing, text);
    }

    private static byte[] derive(byte[] secret, String purpose) {
        return mac(new SecretKeySpec(secret, "HmacSHA256"), purpose);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "MasterKey[…]";
    }
}
