package dev.heed.sandbox.responsys;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The authentication tokens handed out. An old one keeps its own lifetime when a new one is drawn from it. */
final class Tokens {

    static final Duration LIFETIME = Duration.ofHours(3);

    record Issued(String token, Instant at) {
    }

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final List<String> types = new CopyOnWriteArrayList<>();

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** @param type of the log-in: by password or by token */
    Issued issue(String type) {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        Issued issued = new Issued(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), clock.instant());
        ends.put(issued.token(), issued.at().plus(LIFETIME));
        types.add(type);
        return issued;
    }

    List<String> types() {
        return List.copyOf(types);
    }

    /** The header is the bare token: with a scheme word before it, it is no token that was ever issued. */
    void check(String authorization) {
        Instant end = authorization == null ? null : ends.get(authorization);
        if (end == null) {
            throw ApiError.noToken();
        }
        if (!clock.instant().isBefore(end)) {
            throw ApiError.tokenExpired();
        }
    }

    void expireAll() {
        ends.replaceAll((token, end) -> Instant.EPOCH);
    }
}
