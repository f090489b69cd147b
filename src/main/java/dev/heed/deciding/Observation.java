package dev.heed.deciding;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reading is, field by field: the echo of our own write, a look at a record that shows nothing new, or a change.
 *
 * @param record the record as it is now known
 */
record Observation(RecordView record, List<Change> changes, Set<Key> confirmed) {

    static Observation of(Dossier before, Reading reading, RecordView known, Taxonomy taxonomy, Duration echoWindow, Duration clockSkew) {
        if (reading.deleted()) {
            return new Observation(known.gone(reading.provenance().receivedAt()), List.of(), Set.of());
        }
        RecordView record = known.reachedAt(reading.email(), reading.phone());
        List<Change> changes = new ArrayList<>();
        Set<Key> confirmed = new LinkedHashSet<>();
        Instant at = reading.provenance().receivedAt();
        for (Said said : reading.said()) {
            Held held = record.held().get(said.key());
            Glimpse glimpse = new Glimpse(reading, said, held, echoWindow, clockSkew);
            if (said.isMissing()) {
                record = held == null ? record.with(said.key(), Held.seen(said.token(), at)) : record;
                continue;
            }
            if (glimpse.isEcho() || glimpse.standsAlready()) {
                confirmed.add(said.key());
                record = record.with(said.key(), held.shown(at));
            } else if (glimpse.isOwnWrite()) {
                record = record.with(said.key(), glimpse.afterOwnWrite());
            }
            if (glimpse.isEcho() || glimpse.isOwnWrite() || glimpse.isKnown()) {
                continue;
            }
            boolean stale = glimpse.isOld() || overtaken(before, reading, said.key());
            if (!stale) {
                boolean open = glimpse.isDoubtful() || undecided(before, reading, said, clockSkew);
                record = record.with(said.key(), held == null ? Held.seen(said.token(), at) : open ? held.doubted(at) : held.observed(said.token(), at));
            }
            // a record that returns may have come from anywhere, and one that was only written to was never seen: what it shows was said some time before
            Held since = known.present() && held != null && held.seenAt() != null ? held : null;
            if (says(before, reading, said, since, stale || glimpse.isDoubtful() && wasSaid(before, said.key()))) {
                changes.add(change(before, reading, said, since, stale, contactPoint(before, record, said.key(), taxonomy)));
            }
        }
        return new Observation(record, changes, confirmed);
    }

    /** The same record has told already of something that came later: feeds that push change places on the way. */
    private static boolean overtaken(Dossier before, Reading reading, Key key) {
        Provenance late = reading.provenance();
        return before.changes().stream().filter(change -> change.key().equals(key)).map(Change::provenance)
                .filter(known -> known.source().equals(late.source()) && known.record().equals(late.record()))
                .anyMatch(known -> known.sequence() != null && late.sequence() != null ? known.sequence() > late.sequence()
                        : late.capturedTo() != null && (reading.state() ? known.capturedTo() : known.capturedFrom()).isAfter(late.capturedTo()));
    }

    /** The same record has just told of the opposite, and by their times, which may have been set back to their receipt, either may have come last. */
    private static boolean undecided(Dossier before, Reading reading, Said said, Duration clockSkew) {
        Provenance now = reading.provenance();
        return !reading.state() && now.capturedTo() != null && now.sequence() == null && before.changes().stream()
                .filter(change -> change.key().equals(said.key()) && !change.value().equals(said.value())).map(Change::provenance)
                .filter(known -> known.source().equals(now.source()) && known.record().equals(now.record()))
                .anyMatch(known -> Duration.between(known.capturedTo(), now.capturedTo()).abs().compareTo(known.clamped() || now.clamped() ? clockSkew : Duration.ZERO) <= 0);
    }

    private static boolean says(Dossier before, Reading reading, Said said, Held held, boolean old) {
        if (old && reading.state()) {
            return restrictive(said);
        }
        if (held != null || !reading.state()) {
            return true;
        }
        // first sight of a field: what nobody said is no statement, and what is known already needs no second witness
        boolean known = !(said.key() instanceof Permission) && before.changes().stream().anyMatch(change -> change.key().equals(said.key()));
        return !said.isDefault() && !known && !said.value().equals(Decision.NOT_SET.text());
    }

    /** Whether anything was, that may have been written where now something else is seen. If not, what was written was said by one who was taken for this person. */
    private static boolean wasSaid(Dossier before, Key key) {
        return before.changes().stream().map(Change::key).anyMatch(known -> known.equals(key) || known instanceof Permission && key instanceof Permission);
    }

    private static boolean restrictive(Said said) {
        return said.key() instanceof Permission && Decision.of(said.value()).restrictive();
    }

    private static Change change(Dossier before, Reading reading, Said said, Held held, boolean stale, ContactPoint contactPoint) {
        Provenance origin = reading.provenance();
        Instant shown = stale && reading.asOf() != null ? reading.asOf() : origin.receivedAt();
        Instant to = origin.capturedTo() == null ? shown : origin.capturedTo();
        Provenance dated = origin.captured(from(reading, held, to), to);
        if (held == null && reading.state()) {
            // found there: somebody said it some time before, and nobody knows how
            dated = dated.foundThere(Actor.AUTOMATION, origin.evidence().weaker(Evidence.IMPORT), Instant.EPOCH);
        }
        return new Change(Change.name(before.subject(), said.key(), dated), before.subject(), said.key(), said.value(), contactPoint, dated);
    }

    /** The feed's own time; for a feed that shows records without one, some time since the last look; for an event, its arrival. */
    private static Instant from(Reading reading, Held held, Instant to) {
        if (reading.provenance().capturedFrom() != null) {
            return reading.provenance().capturedFrom();
        }
        return reading.state() && held != null && held.seenAt() != null && held.seenAt().isBefore(to) ? held.seenAt() : to;
    }

    static ContactPoint contactPoint(Dossier before, RecordView record, Key key, Taxonomy taxonomy) {
        return taxonomy.reaches(key).map(kind -> {
            ContactPoint shown = record.contact(kind);
            List<ContactPoint> all = before.contactPoints().stream().filter(point -> point.kind() == kind).toList();
            return shown != null ? shown : all.size() == 1 ? all.get(0) : null;
        }).orElse(null);
    }
}
