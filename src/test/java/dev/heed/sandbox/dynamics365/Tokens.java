package dev.heed.sandbox.dynamics365;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens handed out, and until when each is good. */
final class Tokens {

    static final int LIFE_SECONDS = 3599;

    private final Clock clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    Tokens(Clock clock) {
        this.clock = clock;
    }

    String issue() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString("{\"typ\":\"JWT\",\"alg\":\"none\"}".getBytes()) + "."
                + base64.encodeToString(("{\"jti\":\"" + UUID.randomUUID() + "\"}").getBytes()) + ".";
        ends.values().removeIf(end -> !clock.instant().isBefore(end));
        ends.put(token, clock.instant().plusSeconds(LIFE_SECONDS));
        return token;
    }

    boolean good(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        Instant end = ends.get(authorization.substring("Bearer ".length()));
        return end != null && clock.instant().isBefore(end);
    }

    void expireAll() {
        ends.clear();
    }
}
