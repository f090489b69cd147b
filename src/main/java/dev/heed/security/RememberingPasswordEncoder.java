package dev.heed.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Slow hashes are slow by intent, about a tenth of a second, and a stateless client shows its password with every call. A password that was
 * right is known again for some minutes, by a keyed hash whose key dies with the process. A wrong one is as slow as before.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {

    private final PasswordEncoder slow;
    private final byte[] key = new byte[32];
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(5)).build();

    RememberingPasswordEncoder(PasswordEncoder slow) {
        this.slow = slow;
        new SecureRandom().nextBytes(key);
    }

    @Override
    public String encode(CharSequence password) {
        return slow.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
        String known = fingerprint(password + "\0" + encoded);
        if (right.getIfPresent(known) != null) {
            return true;
        }
        boolean matches = slow.matches(password, encoded);
        if (matches) {
            right.put(known, true);
        }
        return matches;
    }

    private String fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
