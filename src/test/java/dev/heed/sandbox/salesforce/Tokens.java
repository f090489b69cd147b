package dev.heed.sandbox.salesforce;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Access tokens given out and still good. A session lasts two hours from its last use. */
@Component("salesforceTokens")
final class Tokens {

    private static final Duration SESSION = Duration.ofHours(2);

    private final Map<String, Instant> lastUse = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    String issue() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        String token = SalesforceSimulator.ORG_ID.substring(0, 15) + "!"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replace('-', '.');
        lastUse.put(token, clock.instant());
        return token;
    }

    /** @param authorization value of the header: {@code Bearer} or {@code OAuth} and the token; null is refused */
    boolean accepts(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ") && !authorization.startsWith("OAuth ")) {
            return false;
        }
        String token = authorization.substring(authorization.indexOf(' ') + 1).strip();
        Instant now = clock.instant();
        return lastUse.computeIfPresent(token, (any, last) -> last.plus(SESSION).isBefore(now) ? null : now) != null;
    }

    boolean revoke(String token) {
        return lastUse.remove(token) != null;
    }

    void expireAll() {
        lastUse.clear();
    }
}
