package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.EverythingWithdrawn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Who is who, and who is to be forgotten: as {@code dev.heed.intake.Merging} and {@code dev.heed.erasure.Erasing} do it over their tables. */
final class Registry {

    private static final long PATIENCE = 60_000;
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
        book.move(from, into, agenda.now()).forEach(row -> carrier.sweepAt(row, row.dueAt));
        watch.merged(from, into);
        reconsider(into);
    }

    /** Withdraws everything and has the systems told; when they are, or patience has come to an end, all is forgotten but what binds an address. */
    void erase(Person who) {
        UUID person = people.at(who.email()).stream().findFirst().orElse(null);
        if (person == null || !ordered.add(person)) {
            return;
        }
        if (seams.withdrawsBeforeErasing()) {
            Dossier known = book.load(person);
            List<Change> changes = WITHDRAWN.of(known, agenda.instant());
            Decisions decisions = brain.share(known.with(changes), changes);
            decisions.judged().forEach(judged -> watch.withdrawn(book.append(judged.change(), person, judged.rule(), null)));
            hub.write(decisions);
            changes.forEach(hub::share);
            watch.taken(null, person, true);
        }
        finish(person, agenda.now() + PATIENCE);
    }

    private void finish(UUID person, long due) {
        agenda.in(1000, () -> {
            if (agenda.now() >= due || book.isTold(people.person(person))) {
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
