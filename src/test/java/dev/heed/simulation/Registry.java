package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.EverythingWithdrawn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Who is who, and who is to be forgotten: as {@code dev.heed.intake.Merging} and {@code dev.heed.erasure.Erasing} do it over their tables. */
final class Registry {

    private static final long PATIENCE = 60_000;
    private static final long PAUSE = 1_000;
    private static final EverythingWithdrawn WITHDRAWN = new EverythingWithdrawn(Cards.TAXONOMY);

    private final Seams seams;
    private final Brain brain;
    private final Agenda agenda;
    private final People people;
    private final Book book;
    private final Hub hub;
    private final Carrier carrier;
    private final Watch watch;
    private final Set<UUID> ordered = new HashSet<>();
    /** Those who are part of another person, the last one first. */
    private final Deque<UUID> merged = new ArrayDeque<>();

    Registry(Seams seams, Brain brain, Agenda agenda, People people, Book book, Hub hub, Carrier carrier, Watch watch) {
        this.seams = seams;
        this.brain = brain;
        this.agenda = agenda;
        this.people = people;
        this.book = book;
        this.hub = hub;
        this.carrier = carrier;
        this.watch = watch;
    }

    /** Makes them one person, under the id of the one known longer. */
    void merge(Person one, Person other) {
        List<UUID> both = Stream.of(one, other).flatMap(who -> people.at(who.email()).stream().limit(1)).distinct().sorted().toList();
        if (both.size() < 2) {
            return;
        }
        UUID into = both.get(0);
        UUID from = both.get(1);
        people.persons().join(from, into);
        merged.push(from);
        book.move(from, into, agenda.now()).forEach(row -> carrier.sweepAt(row, row.dueAt));
        watch.merged(from, into);
        reconsider(into);
    }

    /** Makes who was merged last a person of its own again, when all calls about them are answered. */
    void split() {
        if (merged.isEmpty()) {
            return;
        }
        if (!brain.unanswered(book.load(merged.peek()), agenda.instant()).isEmpty()) {
            agenda.in(PAUSE, this::split);
            return;
        }
        UUID part = merged.pop();
        UUID whole = seams.parts(people.persons(), part);
        book.part(part, whole, agenda.now()).forEach(row -> carrier.sweepAt(row, row.dueAt));
        reconsider(part);
        reconsider(whole);
        watch.split(part, whole);
    }

    /** Withdraws everything and has the systems told; when they are, or patience has come to an end, all is forgotten but what binds an address. */
    void erase(Person who) {
        UUID person = people.at(who.email()).stream().findFirst().orElse(null);
        if (person == null || !ordered.add(person)) {
            return;
        }
        if (seams.withdrawsBeforeErasing()) {
            Dossier known = book.load(person);
            withdraw(known, WITHDRAWN.of(known, agenda.instant()));
        }
        finish(person, agenda.now() + PATIENCE);
    }

    private void withdraw(Dossier known, List<Change> changes) {
        Decisions decisions = brain.share(known.with(changes), changes);
        decisions.judged().forEach(judged -> watch.withdrawn(book.append(judged.change(), known.subject(), judged.rule(), null)));
        hub.write(decisions);
        changes.forEach(hub::share);
        watch.taken(null, known.subject(), true);
    }

    /** Withdraws for what became known since. @return whether there was nothing of the kind */
    private boolean withdrawMore(UUID person) {
        Dossier known = book.load(person);
        List<Change> missing = seams.withdrawsBeforeErasing() ? WITHDRAWN.missing(known, agenda.instant()) : List.of();
        if (!missing.isEmpty()) {
            withdraw(known, missing);
        }
        return missing.isEmpty();
    }

    private void finish(UUID person, long due) {
        agenda.in(1000, () -> {
            boolean late = agenda.now() >= due;
            if ((late || book.isTold(people.person(person))) && (withdrawMore(person) || late)) {
                watch.erases(people.person(person));
                watch.erased(person, book.forget(people.person(person)));
            } else {
                finish(person, due);
            }
        });
    }

    private void reconsider(UUID person) {
        hub.write(brain.reconsider(book.load(person), agenda.instant()));
    }
}
