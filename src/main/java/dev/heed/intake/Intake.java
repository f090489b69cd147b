package dev.heed.intake;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.clocks.DeliveryClocks;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.intake.Taken.Wake;
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Deliveries.Kept;
import dev.heed.ledger.Deliveries.Shown;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Dossiers.Known;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.State;
import dev.heed.ledger.Subjects;
import dev.heed.ledger.Subjects.Speaker;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Unreadable;
import dev.heed.sealing.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a reading in: identify, decide, and write change, state and deliveries in the transaction it is called in. */
@Service
public class Intake {

    /** How long a delivery may wait for its wake before the sweep looks for it. */
    public static final Duration GRACE = Duration.ofSeconds(20);

    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final DeliveryClocks clocks;
    private final Merging merging;
    private final Decider decider;
    private final Vault vault;
    private final Clock clock;

    Intake(Subjects subjects, Dossiers dossiers, Ledger ledger, Deliveries deliveries, DeliveryClocks clocks, Merging merging, Decider decider,
           Vault vault, Clock clock) {
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clocks = clocks;
        this.merging = merging;
        this.decider = decider;
        this.vault = vault;
        this.clock = clock;
    }

    /** A reading, who speaks in it, and what is to be told because of it. */
    private record Heard(Reading reading, Speaker speaker, Taken.Builder taken) {

        UUID person() {
            return speaker.person();
        }

        Set<ContactPoint> points() {
            return Stream.of(reading.email(), reading.phone()).filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** What follows from what was heard, for one of whom this was known before. */
    private record Decided(Heard heard, Dossier before, Decisions decisions) {

        UUID person() {
            return heard.person();
        }
    }

    /** What is to be written for one person, and where it is noted for whom to tell. */
    private record Written(Decisions decisions, Taken.Builder taken) {

        UUID person() {
            return decisions.dossier().subject();
        }
    }

    /**
     * What came of one reading of several.
     *
     * @param refused why it could not be said who is meant, null if it could
     */
    record Outcome(Taken taken, Unreadable refused) {
    }

    /**
     * Takes readings in one after another, as one message may say several things of one person.
     *
     * @throws Unreadable if it cannot be said who is meant
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken take(List<Reading> readings) {
        List<Taken> taken = new ArrayList<>();
        for (Reading reading : readings) {
            Outcome outcome = together(List.of(reading)).get(0);
            if (outcome.refused() != null) {
                throw outcome.refused();
            }
            taken.add(outcome.taken());
        }
        return Taken.all(taken);
    }

    /**
     * Takes several readings in at once, in as many round trips to the database as one.
     *
     * @param readings of which no two name one record, address or number
     * @return what came of each
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Outcome> together(List<Reading> readings) {
        Map<Reading, Unreadable> refused = new IdentityHashMap<>();
        Map<Reading, Taken.Builder> taken = new IdentityHashMap<>();
        readings.forEach(reading -> taken.put(reading, new Taken.Builder()));
        List<Reading> concerning = readings.stream().filter(this::concernsSomebody).toList();
        List<List<Speaker>> found = concerning.isEmpty() ? List.of() : subjects.find(concerning);
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < concerning.size(); i++) {
            Reading reading = concerning.get(i);
            try {
                speaker(reading, found.get(i)).ifPresent(speaker -> heard.add(new Heard(reading, speaker, taken.get(reading))));
            } catch (Unreadable e) {
                refused.put(reading, e);
            }
        }
        turns(heard).forEach(this::hear);
        heard.forEach(one -> merging.meet(one.reading()).ifPresent(person -> reconsider(person, one.taken())));
        return readings.stream().map(reading -> new Outcome(taken.get(reading).build(), refused.get(reading))).toList();
    }

    /** In each nobody is heard twice: what they say next is judged by what they said before. */
    private static Collection<List<Heard>> turns(List<Heard> heard) {
        Map<UUID, Integer> times = new HashMap<>();
        return heard.stream().collect(Collectors.groupingBy(one -> times.merge(one.person(), 1, Integer::sum), TreeMap::new, Collectors.toList())).values();
    }

    /** An event that says nothing does not, nor the end of a record that was never seen. */
    private boolean concernsSomebody(Reading reading) {
        return reading.deleted() ? subjects.of(reading.system(), reading.recordId()).isPresent() : reading.state() || !reading.said().isEmpty();
    }

    /** Takes in what no system told: changes that follow for a person from elsewhere. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken conclude(UUID person, List<Change> changes) {
        Taken.Builder taken = new Taken.Builder();
        Map<UUID, ChainEnd> ends = subjects.hold(person);
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        Decisions decisions = decider.share(dossiers.load(person).with(changes), changes);
        ledger.append(ends.get(person), decisions.judged(), at);
        Written written = new Written(decisions, taken);
        write(List.of(written), at);
        share(List.of(written), at);
        return taken.build();
    }

    /** Looks at a person again, of whom more is known, or less, than when their changes were made. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken reconsider(UUID person) {
        Taken.Builder taken = new Taken.Builder();
        reconsider(person, taken);
        return taken.build();
    }

    private void reconsider(UUID person, Taken.Builder taken) {
        Instant at = ChainEnd.next(subjects.hold(person).values(), clock.instant());
        subjects.looked(person);
        write(List.of(new Written(decider.reconsider(dossiers.load(person), at), taken)), at);
    }

    /** Whether all of them are about records that have ended or are about to, and of nobody who is known: it may be somebody who was erased. */
    boolean areLeftBehind(List<Reading> readings) {
        return readings.stream().allMatch(reading -> reading.deleted() && whose(reading).isEmpty() || subjects.isLeftBehind(reading.system(), reading.recordId()));
    }

    /** Whose record it is, if that is known. */
    Optional<UUID> whose(Reading reading) {
        return subjects.of(reading.system(), reading.recordId());
    }

    /** @param heard each of another person */
    private void hear(List<Heard> heard) {
        Set<UUID> persons = heard.stream().map(Heard::person).collect(Collectors.toSet());
        Map<UUID, ChainEnd> ends = subjects.hold(persons, heard.stream().flatMap(one -> one.points().stream()).collect(Collectors.toSet()));
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        Map<UUID, Dossier> before = new HashMap<>(dossiers.loadAll(persons));
        Set<UUID> reached = heard.stream().filter(one -> reach(one, before.get(one.person()), at)).map(Heard::person).collect(Collectors.toSet());
        if (!reached.isEmpty()) {
            // a new contact point may be one for which others have refused
            before.putAll(dossiers.loadAll(reached));
        }
        List<Decided> decided = heard.stream().map(one -> new Decided(one, before.get(one.person()), decider.decide(before.get(one.person()), one.reading()))).toList();
        Set<UUID> seen = dossiers.keepAll(decided.stream().map(one -> new Known(one.before(), one.decisions().dossier())).toList(), at);
        decided.forEach(this::overtake);
        List<Decided> changing = decided.stream().filter(one -> !one.decisions().changesNothing()).toList();
        Map<UUID, Optional<Instant>> onlySeen = decided.stream().filter(one -> one.decisions().changesNothing())
                .map(Decided::person).filter(person -> seen.contains(person) || reached.contains(person)).collect(Collectors.toMap(person -> person, person -> Optional.empty()));
        if (!onlySeen.isEmpty()) {
            subjects.advance(onlySeen, at);
        }
        if (!changing.isEmpty()) {
            record(changing, ends, at);
        }
    }

    private void record(List<Decided> changing, Map<UUID, ChainEnd> ends, Instant at) {
        Map<ChainEnd, List<Judged>> judged = new LinkedHashMap<>();
        changing.forEach(one -> judged.put(ends.get(one.heard().speaker().origin()), one.decisions().judged()));
        ledger.append(judged, at);
        List<Written> written = changing.stream().map(one -> new Written(one.decisions(), one.heard().taken())).toList();
        write(written, at);
        confirm(changing);
        share(written, at);
    }

    /** Whether a contact point is new. */
    private boolean reach(Heard heard, Dossier known, Instant at) {
        List<ContactPoint> fresh = heard.points().stream().filter(point -> !known.contactPoints().contains(point)).toList();
        fresh.forEach(point -> subjects.reach(heard.speaker().origin(), point, at));
        return !fresh.isEmpty();
    }

    /** Nobody for a record that was left of somebody who was erased. */
    private static Optional<Speaker> speaker(Reading reading, List<Speaker> found) {
        boolean onlyRefusals = reading.said().stream().allMatch(said -> said.key() instanceof Permission && Decision.of(said.value()).restrictive());
        if (found.size() > 1 && !onlyRefusals) {
            throw new Unreadable(reading.system() + ": several people share this address or number, and it is not known who spoke");
        }
        return found.stream().findFirst();
    }

    private void write(List<Written> all, Instant at) {
        Map<UUID, Optional<Instant>> lookAgain = new LinkedHashMap<>();
        all.forEach(one -> lookAgain.put(one.person(), one.decisions().nextExpiry()));
        Map<UUID, Long> versions = subjects.advance(lookAgain, at);
        Map<UUID, Change> changes = new HashMap<>();
        all.forEach(one -> Stream.concat(one.decisions().dossier().changes().stream(), one.decisions().judged().stream().map(Judged::change))
                .forEach(change -> changes.putIfAbsent(change.id(), change)));
        all.forEach(one -> dossiers.remember(one.decisions().dossier(), versions.get(one.person())));
        ledger.keepState(all.stream().map(one -> new State(one.person(), one.decisions().state(), versions.get(one.person()))).toList());
        clocks.start(all.stream().map(Written::decisions).toList(), changes);
        deliveries.keep(all.stream().flatMap(one -> one.decisions().deliveries().stream()
                .map(delivery -> new Kept(one.person(), delivery, changes.get(delivery.change()).key()))).toList(), GRACE);
        all.forEach(one -> note(one, changes, at, versions.get(one.person())));
    }

    /** What is to be told, and what waits for a person. */
    private void note(Written written, Map<UUID, Change> changes, Instant at, long version) {
        UUID person = written.person();
        Map<UUID, Set<String>> queued = new LinkedHashMap<>();
        written.decisions().judged().forEach(judged -> written.taken().change(judged.change()));
        for (Decisions.Delivery delivery : written.decisions().deliveries()) {
            if (delivery.state() == DeliveryState.QUEUED) {
                queued.computeIfAbsent(delivery.change(), change -> new TreeSet<>()).add(delivery.system());
            } else if (delivery.state() == DeliveryState.PARKED) {
                deliveries.park(delivery.system(), person, delivery.change(), delivery.reason());
            }
            if (delivery.state().isEnd()) {
                written.taken().end(delivery.change(), delivery.system());
            }
        }
        queued.forEach((change, systems) -> written.taken().wake(new Wake(person,
                ChangeEvent.of(changes.get(change), at, version, content -> vault.seal(person, content)), systems)));
    }

    private void confirm(List<Decided> decided) {
        Map<UUID, Taken.Builder> taken = new HashMap<>();
        List<Shown> shown = new ArrayList<>();
        decided.stream().filter(one -> !one.decisions().confirmed().isEmpty()).forEach(one -> {
            String system = one.heard().reading().system();
            taken.put(one.person(), one.heard().taken());
            shown.add(new Shown(system, one.person(), switchedBy(system, one.decisions(), one.decisions().confirmed())));
        });
        deliveries.confirm(shown).forEach(ended -> taken.get(ended.subject()).end(ended.change(), ended.system()));
    }

    private void overtake(Decided decided) {
        Heard heard = decided.heard();
        heard.taken().subject(heard.speaker().origin());
        String system = heard.reading().system();
        Set<Key> keys = switchedBy(system, decided.decisions(), decided.decisions().overtaken(decided.before()));
        if (!keys.isEmpty()) {
            deliveries.overtake(system, heard.person(), keys, heard.reading().deleted() ? DeliveryState.ABSENT : DeliveryState.SUPERSEDED)
                    .forEach(change -> heard.taken().end(change, system));
        }
    }

    /** A flag that shows what was written shows it for all that it switches. */
    private Set<Key> switchedBy(String system, Decisions decisions, Set<Key> shown) {
        Set<Key> all = new LinkedHashSet<>(shown);
        decisions.dossier().changes().stream().filter(change -> shown.stream().anyMatch(key -> decider.carries(system, key, change)))
                .map(Change::key).forEach(all::add);
        return all;
    }

    /** A refusal binds the contact point: all who share it are carried too. */
    private void share(List<Written> written, Instant at) {
        Map<Change, Taken.Builder> refusals = new LinkedHashMap<>();
        written.forEach(one -> one.decisions().judged().stream().map(Judged::change).filter(Intake::binds).forEach(change -> refusals.put(change, one.taken())));
        Map<ContactPoint, List<UUID>> sharing = refusals.isEmpty() ? Map.of() : subjects.sharing(refusals.keySet().stream().map(Change::contactPoint).collect(Collectors.toSet()));
        refusals.forEach((change, taken) -> sharing.get(change.contactPoint()).stream().filter(other -> !other.equals(change.subject())).forEach(other ->
                write(List.of(new Written(decider.share(dossiers.load(other), List.of(change)).withoutJudging(), taken)), at)));
    }

    private static boolean binds(Change change) {
        return change.contactPoint() != null && change.key() instanceof Permission && change.decision().restrictive();
    }
}
