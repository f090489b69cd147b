package dev.heed.deciding;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What somebody says who wants to be forgotten: one no for each permission and each contact point it is about; for a channel without addresses, one. */
public record EverythingWithdrawn(Taxonomy taxonomy) {

    private static final String SOURCE = "heed";

    public List<Change> of(Dossier dossier, Instant now) {
        List<Change> withdrawals = new ArrayList<>();
        taxonomy.channels().forEach((channel, kind) -> taxonomy.purposes().forEach(purpose -> {
            Permission permission = new Permission(channel, purpose, null);
            if (kind.isEmpty()) {
                withdrawals.add(withdrawal(dossier.subject(), permission, null, now, 0));
            }
            dossier.contactPoints().stream().filter(point -> kind.filter(point.kind()::equals).isPresent())
                    .forEach(point -> withdrawals.add(withdrawal(dossier.subject(), permission, point, now, withdrawals.size())));
        }));
        return withdrawals;
    }

    /** The same where nothing was refused yet: for an address that became known since. */
    public List<Change> missing(Dossier dossier, Instant now) {
        return of(dossier, now).stream().filter(withdrawal -> dossier.changes().stream().noneMatch(known -> known.key().equals(withdrawal.key())
                && Objects.equals(known.contactPoint(), withdrawal.contactPoint()) && known.decision().restrictive())).toList();
    }

    private static Change withdrawal(UUID person, Permission permission, ContactPoint point, Instant now, int number) {
        var origin = new Provenance(SOURCE, person.toString(), "erasure " + now + " " + number, Actor.SUBJECT, "erasure", Evidence.FORM, null, null,
                now, now, false, null, now, "", "", List.of(SOURCE));
        return new Change(Change.name(person, permission, origin), person, permission, Decision.WITHDRAWN.text(), point, origin);
    }
}
