package dev.heed.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Chains to test with. */
final class Headers {

    static final UUID ADA = UUID.fromString("8d9c2a34-6b1e-4c52-a9f0-3f6f0c7be6a1");
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");

    record Linked(Header header, byte[] hash) {
    }

    private Headers() {
    }

    static Header header(UUID subject, long position, String value, byte[] prior) {
        UUID entry = UUID.nameUUIDFromBytes((subject + "/" + position + "/" + value).getBytes(StandardCharsets.UTF_8));
        return new Header(entry, subject, position, "change", "email/marketing", value, Digests.sha256(new byte[] {1}), "twilio", "subject", "form",
                "DE", NOON.minusSeconds(2), NOON.minusSeconds(1), 17L, NOON, NOON.plusSeconds(position), "holds", Digests.sha256(new byte[] {2}), prior);
    }

    static List<Linked> chain(UUID subject, List<String> values) {
        List<Linked> chain = new ArrayList<>();
        byte[] prior = Chain.start();
        for (String value : values) {
            Header header = header(subject, chain.size() + 1, value, prior);
            prior = Chain.hash(header);
            chain.add(new Linked(header, prior));
        }
        return chain;
    }
}
