package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.SystemCard;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Takes messages in, as {@code dev.heed.intake} does it in its transaction. */
final class Hub {

    /** A message as it was read when it came. */
    private record Taken(Told told, List<Reading> readings) {
    }

    private static final long GRACE = 20_000;

    private final Map<String, SystemCard> cards;
    private final Seams seams;
    private final Brain brain;
    private final Agenda agenda;
    private final People people;
    private final Book book;
    private final Carrier carrier;
    private final Watch watch;
    private final Set<String> keys = new HashSet<>();
    private final List<Taken> taken = new ArrayList<>();

    Hub(Map<String, SystemCard> cards, Seams seams, Brain brain, Agenda agenda, People people, Book book, Carrier carrier, Watch watch) {
        this.cards = cards;
        this.seams = seams;
        this.brain = brain;
        this.agenda = agenda;
        this.people = people;
        this.book = book;
        this.carrier = carrier;
        this.watch = watch;
    }

    void hear(Told told) {
        taken.add(new Taken(told, cards.get(told.system()).mapping().read(told.received(agenda.instant()))));
        take(taken.get(taken.size() - 1));
    }

    /** Hears everything once more that it heard, as after the restart of a broker. */
    void hearAllAgain() {
        taken.forEach(this::take);
    }

    private void take(Taken message) {
        Told told = message.told();
        List<Reading> readings = message.readings();
        StringBuilder key = new StringBuilder(told.system()).append(told.feed());
        readings.forEach(reading -> key.append('\n').append(reading.recordId()).append('\n').append(reading.provenance().event()));
        if (!seams.takes(keys.add(key.toString()))) {
            return;
        }
        for (Reading reading : readings) {
            if (reading.deleted() ? people.of(reading.system(), reading.recordId()) != null : reading.state() || !reading.said().isEmpty()) {
                take(told, seams.heard(reading));
            }
        }
    }

    private void take(Told told, Reading reading) {
        List<UUID> found = people.find(reading);
        boolean onlyRefusals = reading.said().stream().allMatch(said -> said.key() instanceof Permission && Decision.of(said.value()).restrictive());
        if (found.size() > 1 && !onlyRefusals) {
            watch.parkedInbound(told);
            return;
        }
        UUID subject = found.get(0);
        UUID origin = people.origin(reading, subject);
        Stream.of(ContactPoint.Kind.values()).map(kind -> kind == ContactPoint.Kind.EMAIL ? reading.email() : reading.phone())
                .filter(point -> !people.points(subject).contains(point)).forEach(point -> people.reach(origin, point));
        Dossier before = book.load(subject);
        Decisions decisions = brain.decide(before, reading);
        watch.heard(told, origin, before);
        book.keep(before, decisions.dossier());
        overtake(reading, decisions.overtaken(before), subject);
        if (!decisions.changesNothing()) {
            decisions.judged().forEach(judged -> watch.recorded(book.append(judged.change(), origin, judged.rule(), told)));
            write(decisions);
            confirm(reading.system(), decisions);
            decisions.judged().stream().map(Judged::change).forEach(this::share);
        }
        watch.taken(told, subject, !decisions.judged().isEmpty());
    }

    void write(Decisions decisions) {
        List<Carried> queued = book.keep(decisions.dossier().subject(), decisions.deliveries(), agenda.now(), GRACE);
        decisions.deliveries().stream().filter(delivery -> delivery.state() == DeliveryState.PARKED)
                .forEach(delivery -> watch.parked(delivery.system(), decisions.dossier().subject()));
        queued.forEach(carrier::tell);
    }

    private void confirm(String system, Decisions decisions) {
        end(system, decisions.dossier().subject(), decisions.confirmed(), DeliveryState.CONFIRMED);
    }

    private void overtake(Reading reading, Set<Key> keys, UUID subject) {
        end(reading.system(), subject, keys, reading.deleted() ? DeliveryState.ABSENT : DeliveryState.SUPERSEDED);
    }

    private void end(String system, UUID subject, Set<Key> keys, DeliveryState state) {
        book.lane(system, subject).values().stream().filter(row -> row.state == DeliveryState.ACCEPTED)
                .filter(row -> keys.stream().anyMatch(key -> brain.carries(system, key, book.entry(row.change).change())))
                .forEach(row -> row.state = state);
    }

    void share(Change change) {
        ContactPoint point = change.contactPoint();
        if (point == null || !(change.key() instanceof Permission) || !change.decision().restrictive() || !seams.tellsSharers()) {
            return;
        }
        people.at(point).stream().filter(other -> !other.equals(change.subject())).sorted().forEach(other ->
                write(brain.share(book.load(other), List.of(change)).withoutJudging()));
    }
}
