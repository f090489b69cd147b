package dev.heed.simulation;

import static dev.heed.simulation.Violation.unless;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** I4 and I7: what the core holds to be permitted, and what stands in a system, against what the oracle says of it. */
final class Permits {

    /** What stands there now. */
    static final String STANDS = "stands";

    private final Map<String, SystemCard> cards;
    private final Brain brain;
    private final People people;
    private final Book book;
    private final Agenda agenda;
    private final Oracle oracle;
    private final Random order = new Random(11);

    Permits(Map<String, SystemCard> cards, Brain brain, People people, Book book, Agenda agenda, Oracle oracle) {
        this.cards = cards;
        this.brain = brain;
        this.people = people;
        this.book = book;
        this.agenda = agenda;
        this.oracle = oracle;
    }

    Map<Slot, Answer> state(UUID subject) {
        return brain.state(book.load(subject), agenda.instant());
    }

    /** I4 and I7 for one subject. */
    void check(UUID subject) {
        Dossier dossier = book.load(subject);
        Map<Slot, Answer> state = brain.state(dossier, agenda.instant());
        state.forEach((slot, answer) -> {
            if (slot.key() instanceof Permission) {
                check(subject, slot, answer);
            }
        });
        List<Change> shuffled = new ArrayList<>(dossier.changes());
        shuffled.addAll(dossier.changes().subList(0, dossier.changes().size() / 2));
        Collections.shuffle(shuffled, order);
        unless(brain.state(new Dossier(subject, dossier.contactPoints(), dossier.records(), shuffled), agenda.instant()).equals(state), "I7", () -> "another order gives another state");
    }

    private void check(UUID subject, Slot slot, Answer answer) {
        ContactPoint point = slot.contactPoint();
        if (answer.restrictive()) {
            unless(oracle.mayRefuse(subject, slot.key(), point, true), "I4", () -> Texts.shortly(subject) + " " + slot.key().text() + " is refused, and no refusal stands");
            return;
        }
        Heard standing = oracle.standing(subject, slot.key(), point, true);
        unless(standing == null, "I4", () -> Texts.shortly(subject) + " " + slot.key().text() + " at " + point + " is " + answer.value() + " over " + standing.deed());
        unless(!answer.value().equals(Decision.GRANTED.text()) || oracle.given(subject, slot.key(), point), "I4",
                () -> Texts.shortly(subject) + " " + slot.key().text() + " is granted, and the subject gave no leave");
    }

    /** That what stands in a field, or is about to, neither opens what is closed nor closes what is open. */
    void allowed(String system, UUID subject, RecordView record, Key key, String token, String what) {
        if (!(key instanceof Permission) || sharedByPoint(system, record)) {
            return;
        }
        boolean alone = cards.get(system).manifest().standsAlone((Permission) key);
        String meaning = cards.get(system).mapping().meaning(key, token).orElseThrow();
        List<Slot> slots = slots(system, subject, record, key);
        if (Decision.of(meaning).restrictive()) {
            unless(what.equals(STANDS) && isLeft(system, subject, record, key) || slots.stream().anyMatch(slot -> oracle.mayRefuse(subject, slot.key(), slot.contactPoint(), alone)), "I4",
                    () -> "in " + system + " " + key.text() + " = " + meaning + " " + what + ", and no refusal stands");
            return;
        }
        for (Slot slot : slots) {
            Heard standing = oracle.standing(subject, slot.key(), slot.contactPoint(), alone);
            unless(standing == null, "I4", () -> "in " + system + " " + key.text() + " = " + meaning + " " + what + " for " + Texts.shortly(subject) + " over " + standing.deed());
        }
    }

    /**
     * A record that is an address or a number and belongs to several people: what one of them closed another may open, and
     * the core knows one dossier at a time. See the known gaps in docs/simulation.md.
     */
    boolean sharedByPoint(String system, RecordView record) {
        return cards.get(system).manifest().records() != Manifest.Records.OBSERVED
                && Stream.of(ContactPoint.Kind.values()).anyMatch(kind -> people.at(new ContactPoint(kind, record.id())).size() > 1);
    }

    /** Whether the flag stays as it stands: one that stops all contact Heed does not open while nobody said yes to some of it. */
    boolean isLeft(String system, UUID subject, RecordView record, Key key) {
        return key instanceof Permission flag && slots(system, subject, record, key).stream()
                .anyMatch(slot -> !flag.covers((Permission) slot.key()) && !oracle.surelyGiven(subject, slot.key(), slot.contactPoint()));
    }

    private List<Slot> slots(String system, UUID subject, RecordView record, Key key) {
        return keys(system, key).flatMap(each -> points(subject, record, each).map(point -> new Slot(each, point.orElse(null)))).toList();
    }

    private Stream<Key> keys(String system, Key key) {
        return Stream.concat(Stream.of(key), Cards.TAXONOMY.permissions().stream().filter(other -> cards.get(system).manifest().governs(key, other)));
    }

    private Stream<Optional<ContactPoint>> points(UUID subject, RecordView record, Key key) {
        Optional<ContactPoint.Kind> kind = Cards.TAXONOMY.reaches(key);
        ContactPoint shown = kind.map(record::contact).orElse(null);
        if (kind.isEmpty() || shown != null) {
            return Stream.of(Optional.ofNullable(shown));
        }
        Collection<ContactPoint> all = people.points(subject);
        return all.stream().noneMatch(point -> point.kind() == kind.get()) ? Stream.of(Optional.empty())
                : all.stream().filter(point -> point.kind() == kind.get()).map(Optional::of);
    }
}
