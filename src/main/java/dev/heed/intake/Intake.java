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
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Unreadable;
import dev.heed.sealing.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    /** @throws Unreadable if it cannot be said who is meant */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken take(List<Reading> readings) {
        Taken.Builder taken = new Taken.Builder();
        readings.stream().filter(this::concernsSomebody).forEach(reading -> {
            take(reading, taken);
            merging.meet(reading).ifPresent(person -> reconsider(person, taken));
        });
        return taken.build();
    }

    /** An event that says nothing does not, nor the end of a record that was never seen. */
    private boolean concernsSomebody(Reading reading) {
        return reading.deleted() ? subjects.of(reading.system(), reading.recordId()).isPresent() : reading.state() || !reading.said().isEmpty();
    }

    /** Takes in what no system told: changes that follow for a person from elsewhere. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken conclude(UUID person, List<Change> changes) {
        Taken.Builder taken = new Taken.Builder();
        Map<UUID, ChainEnd> ends = subjects.hold(person, List.of());
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        Decisions decisions = decider.share(dossiers.load(person).with(changes), changes);
        ledger.append(ends.get(person), decisions.judged(), at);
        write(decisions, at, taken);
        changes.forEach(change -> share(change, at, taken));
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
        Instant at = ChainEnd.next(subjects.hold(person, List.of()).values(), clock.instant());
        subjects.looked(person);
        write(decider.reconsider(dossiers.load(person), at), at, taken);
    }

    /** Whose record it is, if that is known. */
    Optional<UUID> whose(Reading reading) {
        return subjects.of(reading.system(), reading.recordId());
    }

    private void take(Reading reading, Taken.Builder taken) {
        UUID person = speaker(reading);
        UUID origin = subjects.origin(reading.system(), reading.recordId(), person);
        List<ContactPoint> points = Stream.of(reading.email(), reading.phone()).filter(Objects::nonNull).toList();
        Map<UUID, ChainEnd> ends = subjects.hold(person, points);
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        Dossier known = dossiers.load(person);
        List<ContactPoint> fresh = points.stream().filter(point -> !known.contactPoints().contains(point)).toList();
        fresh.forEach(point -> subjects.reach(origin, point, at));
        // a new contact point may be one for which others have refused
        Dossier before = fresh.isEmpty() ? known : dossiers.load(person);
        Decisions decisions = decider.decide(before, reading);
        boolean seen = dossiers.keep(before, decisions.dossier(), at);
        taken.subject(origin);
        overtake(reading, person, switchedBy(reading.system(), decisions, decisions.overtaken(before)), taken);
        if (decisions.changesNothing()) {
            if (seen || !fresh.isEmpty()) {
                subjects.advance(person, at);
            }
            return;
        }
        ledger.append(ends.get(origin), decisions.judged(), at);
        write(decisions, at, taken);
        confirm(reading.system(), decisions, taken);
        decisions.judged().stream().map(Judged::change).forEach(change -> share(change, at, taken));
    }

    private UUID speaker(Reading reading) {
        List<UUID> found = subjects.find(reading);
        boolean onlyRefusals = reading.said().stream().allMatch(said -> said.key() instanceof Permission && Decision.of(said.value()).restrictive());
        if (found.size() > 1 && !onlyRefusals) {
            throw new Unreadable(reading.system() + ": several people share this address or number, and it is not known who spoke");
        }
        return found.get(0);
    }

    private void write(Decisions decisions, Instant at, Taken.Builder taken) {
        Dossier dossier = decisions.dossier();
        long version = subjects.advance(dossier.subject(), at, decisions.nextExpiry());
        ledger.keepState(dossier.subject(), decisions.state(), version);
        dossiers.remember(dossier, version);
        Map<UUID, Change> changes = Stream.concat(dossier.changes().stream(), decisions.judged().stream().map(Judged::change))
                .collect(Collectors.toMap(Change::id, Function.identity(), (one, same) -> one));
        Map<UUID, Key> keys = changes.values().stream().collect(Collectors.toMap(Change::id, Change::key));
        clocks.start(decisions, changes);
        deliveries.keep(dossier.subject(), decisions.deliveries(), keys, GRACE);
        decisions.deliveries().stream().filter(delivery -> delivery.state() == DeliveryState.PARKED)
                .forEach(delivery -> deliveries.park(delivery.system(), dossier.subject(), delivery.change(), delivery.reason()));
        decisions.judged().forEach(judged -> taken.change(judged.change()));
        decisions.deliveries().stream().filter(delivery -> delivery.state() == DeliveryState.QUEUED).map(Decisions.Delivery::change).distinct()
                .forEach(id -> taken.wake(dossier.subject(), ChangeEvent.of(changes.get(id), at, version,
                        content -> vault.seal(dossier.subject(), content))));
        decisions.deliveries().stream().filter(delivery -> delivery.state().isEnd()).forEach(delivery -> taken.end(delivery.change(), delivery.system()));
    }

    private void confirm(String system, Decisions decisions, Taken.Builder taken) {
        if (!decisions.confirmed().isEmpty()) {
            deliveries.confirm(system, decisions.dossier().subject(), switchedBy(system, decisions, decisions.confirmed()))
                    .forEach(change -> taken.end(change, system));
        }
    }

    private void overtake(Reading reading, UUID subject, Set<Key> keys, Taken.Builder taken) {
        if (!keys.isEmpty()) {
            deliveries.overtake(reading.system(), subject, keys, reading.deleted() ? DeliveryState.ABSENT : DeliveryState.SUPERSEDED)
                    .forEach(change -> taken.end(change, reading.system()));
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
    private void share(Change change, Instant at, Taken.Builder taken) {
        ContactPoint point = change.contactPoint();
        if (point == null || !(change.key() instanceof Permission) || !change.decision().restrictive()) {
            return;
        }
        subjects.at(point).stream().filter(other -> !other.equals(change.subject())).forEach(other ->
                write(decider.share(dossiers.load(other), List.of(change)).withoutJudging(), at, taken));
    }
}
