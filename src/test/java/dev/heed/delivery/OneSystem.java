package dev.heed.delivery;

import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.system.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A system named {@code one} whose answers mean what they usually mean. */
final class OneSystem {

    static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");

    private OneSystem() {
    }

    static Systems systems() {
        return systems(4, Duration.ofMillis(300));
    }

    static Systems systems(int requests, Duration period) {
        Manifest manifest = new Manifest("one", "One", "CRM", true, StandardCharsets.UTF_8, Manifest.Records.OBSERVED, Manifest.Proof.ANSWER, Duration.ZERO, Map.of(), Manifest.Erasure.SUPPRESS,
                new Manifest.Limits(10, Duration.ZERO, requests, period), null, List.of());
        return new Systems(Map.of("one", new SystemCard(manifest, null)));
    }

    static Answers answers() {
        return new Answers(systems(), null, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
