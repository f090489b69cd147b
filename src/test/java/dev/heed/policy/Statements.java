package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Statements for tests: what was said, by whom, where and when. */
public final class Statements {

    public static final Policy POLICY = new Policy(Duration.ofSeconds(2), Duration.ofMillis(500), 5);
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final UUID ADA = UUID.fromString("00000000-0000-8000-8000-00000000ada0");
    public static final UUID BEN = UUID.fromString("00000000-0000-8000-8000-00000000be70");
    public static final ContactPoint EMAIL = new ContactPoint(ContactPoint.Kind.EMAIL, "ada@example.com");
    public static final ContactPoint OTHER_EMAIL = new ContactPoint(ContactPoint.Kind.EMAIL, "ada@example.org");

    private Statements() {
    }

    public static Change said(UUID subject, String key, Decision decision, ContactPoint point, String source, Actor actor, Evidence evidence, Duration at) {
        return said(subject, key, decision, point, source, actor, evidence, at, null);
    }

    public static Change said(UUID subject, String key, Decision decision, ContactPoint point, String source, Actor actor, Evidence evidence,
                              Duration at, Long sequence) {
        Instant when = NOON.plus(at);
        Provenance origin = new Provenance(source, "r1", source + "-" + at.toMillis() + "-" + decision + "-" + sequence + "-" + evidence + actor + (point == null ? "" : point.text()), actor,
                "test", evidence, null, null, when, when, false, sequence, when.plusSeconds(1), "d", source + "@1", List.of(source));
        return new Change(Change.name(subject, Key.of(key), origin), subject, Key.of(key), decision.text(), point, origin);
    }

    public static Change subjectSaid(String key, Decision decision, String source, Duration at) {
        return said(ADA, key, decision, EMAIL, source, Actor.SUBJECT, Evidence.FORM, at);
    }

    public static Change agentSaid(String key, Decision decision, String source, Duration at) {
        return said(ADA, key, decision, EMAIL, source, Actor.AGENT, Evidence.AGENT, at);
    }
}
