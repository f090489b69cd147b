package dev.heed.intake;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.intake.Recording.Written;
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Dossiers.Known;
import dev.heed.ledger.Identities;
import dev.heed.ledger.Identities.Speaker;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Unreadable;
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

    private final Identities identities;
    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Decider decider;
    private final Recording recording;
    private final Proving proving;
    private final Merging merging;
    private final Clock clock;

    Intake(Identities identities, Subjects subjects, Dossiers dossiers, Decider decider, Recording recording, Proving proving, Merging merging, Clock clock) {
        this.identities = identities;
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.decider = decider;
        this.recording = recording;
        this.proving = proving;
        this.merging = merging;
        this.clock = clock;
    }

    /** A reading, who speaks in it, and what is to be told because of it. */
    record Heard(Reading reading, Speaker speaker, Taken.Builder taken) {

        UUID person() {
            return speaker.person();
        }

        Set<ContactPoint> points() {
            return Stream.of(reading.email(), reading.phone()).filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** What follows from what was heard, for one of whom this was known before. */
    record Decided(Heard heard, Dossier before, Decisions decisions) {

        UUID person() {
            return heard.person();
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
        List<List<Speaker>> found = concerning.isEmpty() ? List.of() : identities.find(concerning);
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
        Written written = new Written(decider.share(dossiers.load(person).with(changes), changes), taken);
        recording.record(Map.of(ends.get(person), written), at);
        recording.share(List.of(written), at);
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
        recording.write(List.of(new Written(decider.reconsider(dossiers.load(person), at), taken)), at);
    }

    /** Whether all of them are about records that have ended or are about to, and of nobody who is known: it may be somebody who was erased. */
    boolean areLeftBehind(List<Reading> readings) {
        return readings.stream().allMatch(reading -> reading.deleted() && whose(reading).isEmpty() || identities.isLeftBehind(reading.system(), reading.recordId()));
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
        decided.forEach(proving::overtake);
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
        Map<ChainEnd, Written> written = new LinkedHashMap<>();
        changing.forEach(one -> written.put(ends.get(one.heard().speaker().origin()), new Written(one.decisions(), one.heard().taken())));
        recording.record(written, at);
        proving.confirm(changing);
        recording.share(written.values(), at);
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
}
