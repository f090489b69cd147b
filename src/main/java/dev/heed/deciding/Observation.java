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
        Instant made = made(reading);
        for (Said said : reading.said()) {
            Held held = record.held().get(said.key());
            Instant at = reading.provenance().receivedAt();
            if (said.isMissing()) {
                record = held == null ? record.with(said.key(), Held.seen(said.token(), at)) : record;
                continue;
            }
            if (held != null && said.token().equals(held.sent()) && echoes(reading, held, echoWindow)) {
                confirmed.add(said.key());
                record = record.with(said.key(), held.shown(at));
                continue;
            }
            if (held != null && isOwnWrite(reading, said, held, echoWindow, clockSkew)) {
                if (!said.token().equals(held.token()) && held.wroteLast(said.token())) {
                    record = record.with(said.key(), held.standing(said.token(), at));
                }
                continue;
            }
            if (reading.ours() || held != null && said.token().equals(held.token()) && (reading.state() || echoesAgain(reading, held, echoWindow))) {
                continue;
            }
            boolean stale = held != null && held.isAfter(made, clockSkew) || overtaken(before, reading, said.key());
            boolean doubtful = held != null && held.isDoubtful(made, clockSkew);
            if (!stale) {
                record = record.with(said.key(), held == null ? Held.seen(said.token(), at) : doubtful ? held.doubted(at) : held.observed(said.token(), at));
            }
            // a record that returns may have come from anywhere: what it shows was said some time before
            Held since = known.present() ? held : null;
            if (says(before, reading, said, since, stale || doubtful)) {
                changes.add(change(before, reading, said, since, stale, contactPoint(before, record, said.key(), taxonomy)));
            }
        }
        return new Observation(record, changes, confirmed);
    }

    /** A record that shows what we wrote is the echo; an event that says it is, unless it was made too long after. */
    private static boolean echoes(Reading reading, Held held, Duration window) {
        Instant made = reading.provenance().capturedTo();
        return reading.ours() || reading.state() || !window.isZero() && (made == null || !made.isAfter(held.sentAt().plus(window)));
    }

    /** By the feed's mark, or because it says what we wrote and was made when that took effect, though we may have written over it since. */
    private static boolean isOwnWrite(Reading reading, Said said, Held held, Duration echoWindow, Duration clockSkew) {
        return reading.ours() || said.key() instanceof Permission && !echoWindow.isZero() && held.wrote(said.token(), made(reading), clockSkew);
    }

    /** What stands there is what we wrote, another feed has shown it already, and the event was made about when we wrote it. */
    private static boolean echoesAgain(Reading reading, Held held, Duration window) {
        Instant made = reading.provenance().capturedTo();
        return held.sent() == null && held.sentAt() != null && made != null
                && Duration.between(held.sentAt(), made).abs().compareTo(window) <= 0;
    }

    /** The same record has told already of something that came later: feeds that push change places on the way. */
    private static boolean overtaken(Dossier before, Reading reading, Key key) {
        Provenance late = reading.provenance();
        return before.changes().stream().filter(change -> change.key().equals(key)).map(Change::provenance)
                .filter(known -> known.source().equals(late.source()) && known.record().equals(late.record()))
                .anyMatch(known -> known.sequence() != null && late.sequence() != null ? known.sequence() > late.sequence()
                        : late.capturedTo() != null && known.capturedFrom().isAfter(late.capturedTo()));
    }

    /** When what it shows was made or last touched, null if it does not tell. */
    private static Instant made(Reading reading) {
        return reading.asOf() != null ? reading.asOf() : reading.provenance().capturedTo();
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
