package dev.heed.intake;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Permission;
import dev.heed.clocks.DeliveryClocks;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.DeliveryState;
import dev.heed.intake.Taken.Wake;
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Deliveries.Kept;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.State;
import dev.heed.ledger.Subjects;
import dev.heed.sealing.Vault;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes down what follows from what was decided: versions, state, clocks, deliveries, and whom to tell. */
@Component
class Recording {

    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final DeliveryClocks clocks;
    private final Decider decider;
    private final Vault vault;

    Recording(Subjects subjects, Dossiers dossiers, Ledger ledger, Deliveries deliveries, DeliveryClocks clocks, Decider decider, Vault vault) {
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clocks = clocks;
        this.decider = decider;
        this.vault = vault;
    }

    /** What is to be written for one person, and where it is noted for whom to tell. */
    record Written(Decisions decisions, Taken.Builder taken) {

        UUID person() {
            return decisions.dossier().subject();
        }
    }

    /** Changes, each in the chain of whoever it was said through, and what follows from them. */
    void record(Map<ChainEnd, Written> changing, Instant at) {
        Map<ChainEnd, List<Judged>> judged = new LinkedHashMap<>();
        changing.forEach((end, one) -> judged.put(end, one.decisions().judged()));
        ledger.append(judged, at);
        write(changing.values(), at);
    }

    /** What follows from what is known, where nothing new was said. */
    void write(Collection<Written> all, Instant at) {
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
                .map(delivery -> new Kept(one.person(), delivery, changes.get(delivery.change()).key()))).toList(), Intake.GRACE);
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

    /** A refusal binds the contact point: all who share it are carried too. */
    void share(Collection<Written> written, Instant at) {
        Map<Change, Taken.Builder> refusals = new LinkedHashMap<>();
        written.forEach(one -> one.decisions().judged().stream().map(Judged::change).filter(Recording::binds).forEach(change -> refusals.put(change, one.taken())));
        Map<ContactPoint, List<UUID>> sharing = refusals.isEmpty() ? Map.of() : subjects.sharing(refusals.keySet().stream().map(Change::contactPoint).collect(Collectors.toSet()));
        refusals.forEach((change, taken) -> sharing.get(change.contactPoint()).stream().filter(other -> !other.equals(change.subject())).forEach(other ->
                write(List.of(new Written(decider.share(dossiers.load(other), List.of(change)).withoutJudging(), taken)), at)));
    }

    private static boolean binds(Change change) {
        return change.contactPoint() != null && change.key() instanceof Permission && change.decision().restrictive();
    }
}
