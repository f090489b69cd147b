package dev.heed.deadline;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The file of the project, and changes to try it with. */
final class Withdrawals {

    static final Set<String> CHANNELS = Set.of("email", "sms", "phone", "post");
    static final Deadlines PROJECT = DeadlinesFile.read(Path.of("config/deadlines.yaml"), CHANNELS);

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private Withdrawals() {
    }

    static Change withdrawal(String key, String contactPoint, String jurisdiction) {
        return change(key, "withdrawn", contactPoint, jurisdiction);
    }

    static Change change(String key, String value, String contactPoint, String jurisdiction) {
        Instant at = Instant.parse("2026-11-25T12:00:00Z");
        Provenance origin = new Provenance("crm", "1", "1", Actor.SUBJECT, "form", Evidence.FORM, null, jurisdiction, at, at, false, null, at, "", "crm@1", List.of());
        return new Change(Change.name(ADA, Key.of(key), origin), ADA, Key.of(key), value, contactPoint == null ? null : ContactPoint.of(contactPoint), origin);
    }
}
