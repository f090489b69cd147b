package dev.heed.delivery;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Batch.Carried;
import dev.heed.delivery.Batch.Row;
import dev.heed.intake.Taken.End;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Deliveries.Kept;
import dev.heed.ledger.Deliveries.Settled;
import dev.heed.ledger.Deliveries.Shown;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Dossiers.Known;
import dev.heed.ledger.Lane;
import dev.heed.ledger.Subjects;
import dev.heed.system.AnswerRule.Verdict;
import dev.heed.system.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes down what a system made of a batch. */
@Component
class Settling {

    private final Deliveries deliveries;
    private final Dossiers dossiers;
    private final Subjects subjects;
    private final Decider decider;
    private final Systems systems;
    private final Clock clock;

    Settling(Deliveries deliveries, Dossiers dossiers, Subjects subjects, Decider decider, Systems systems, Clock clock) {
        this.deliveries = deliveries;
        this.dossiers = dossiers;
        this.subjects = subjects;
        this.decider = decider;
        this.systems = systems;
        this.clock = clock;
    }

    /**
     * A call that was made, and what the system said of each row.
     *
     * @param together whether the outcome is that of the call and not of each row
     */
    record Answered(Batch batch, List<Outcome> outcomes, boolean together) {

        private Map<Lane, List<Integer>> lanes() {
            Map<Lane, List<Integer>> lanes = new LinkedHashMap<>();
            for (int i = 0; i < batch.rows().size(); i++) {
                lanes.computeIfAbsent(new Lane(batch.system(), batch.rows().get(i).subject()), lane -> new ArrayList<>()).add(i);
            }
            return lanes;
        }

        /** Without the persons that their words may tell of. */
        private List<Outcome> kept() {
            return together ? Collections.nCopies(outcomes.size(), outcomes.get(0).without(batch.rows()))
                    : IntStream.range(0, outcomes.size()).mapToObj(i -> outcomes.get(i).without(List.of(batch.rows().get(i)))).toList();
        }
    }

    /** What is to be written down, whatever calls it came of. */
    private static final class Notes {

        private final List<Known> known = new ArrayList<>();
        private final List<Settled> settled = new ArrayList<>();
        private final List<Shown> shown = new ArrayList<>();
        private final Map<Lane, Set<Key>> gone = new LinkedHashMap<>();
        private final Map<Lane, Dossier> accepted = new LinkedHashMap<>();
    }

    /** @return for each call, in the same order, the deliveries that ended */
    List<List<End>> settle(List<Answered> calls) {
        List<Map<Lane, List<Integer>>> lanes = calls.stream().map(Answered::lanes).toList();
        Set<Lane> all = lanes.stream().flatMap(one -> one.keySet().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        // if this is lost the rows are queued still, and are carried again
        deliveries.flushLater();
        subjects.share(all.stream().map(Lane::subject).collect(Collectors.toSet()));
        Map<Lane, Dossier> known = dossiers.loadLanes(all);
        Notes notes = new Notes();
        for (int i = 0; i < calls.size(); i++) {
            note(calls.get(i), lanes.get(i), known, notes);
        }
        dossiers.keepAll(notes.known, clock.instant());
        deliveries.settle(notes.settled);
        Map<Lane, List<End>> ends = new LinkedHashMap<>();
        notes.settled.stream().filter(one -> one.state().isEnd()).forEach(one -> end(ends, one.lane(), one.change()));
        deliveries.confirm(notes.shown).forEach(one -> end(ends, new Lane(one.system(), one.subject()), one.change()));
        // the record is gone: what was accepted there before will not be shown either
        notes.gone.forEach((lane, keys) -> deliveries.overtake(lane.system(), lane.subject(), keys, DeliveryState.ABSENT).forEach(change -> end(ends, lane, change)));
        notes.accepted.forEach((lane, dossier) -> queueWhatIsLeft(lane.system(), dossier));
        // who was merged into another while the call was under way is carried as that one from now on
        deliveries.releaseAndWake(Stream.concat(all.stream(), known.entrySet().stream().map(one -> new Lane(one.getKey().system(), one.getValue().subject())))
                .collect(Collectors.toSet()));
        return lanes.stream().map(one -> one.keySet().stream().flatMap(lane -> ends.getOrDefault(lane, List.of()).stream()).toList()).toList();
    }

    private static void end(Map<Lane, List<End>> ends, Lane lane, UUID change) {
        ends.computeIfAbsent(lane, one -> new ArrayList<>()).add(new End(change, lane.system()));
    }

    private void note(Answered call, Map<Lane, List<Integer>> lanes, Map<Lane, Dossier> known, Notes notes) {
        String system = call.batch().system();
        List<Outcome> kept = call.kept();
        boolean several = call.together() && lanes.size() > 1;
        lanes.forEach((lane, numbers) -> {
            List<Row> rows = numbers.stream().map(call.batch().rows()::get).toList();
            Dossier before = known.get(lane);
            Dossier after = note(system, before, rows, numbers.stream().map(kept::get).toList());
            notes.known.add(new Known(before, after));
            Outcome worst = numbers.stream().map(kept::get).max(Comparator.comparing((Outcome outcome) -> weight(outcome.verdict()))).orElseThrow();
            settle(system, rows, worst, several, notes.settled);
            if (worst.verdict() == Verdict.ACCEPT) {
                notes.accepted.put(lane, after);
                notes.shown.add(new Shown(system, lane.subject(), shown(system, after, rows)));
            }
            if (worst.verdict() == Verdict.ABSENT) {
                notes.gone.put(lane, after.changes().stream().map(Change::key).collect(Collectors.toSet()));
            }
        });
    }

    private void settle(String system, List<Row> rows, Outcome worst, boolean several, List<Settled> settled) {
        UUID subject = rows.get(0).subject();
        List<UUID> all = rows.get(0).changes().stream().map(Carried::change).toList();
        switch (worst.verdict()) {
            case ACCEPT -> accepted(system, rows.get(0), settled);
            case RETRY, LOGIN -> deliveries.later(system, subject, all, worst.pause(rows.get(0).attempts()), worst.words(), false);
            case REFUSE -> {
                if (several) {
                    deliveries.later(system, subject, all, Duration.ZERO, worst.words(), true);
                } else {
                    all.forEach(change -> settled.add(new Settled(system, subject, change, DeliveryState.PARKED, worst.words())));
                    deliveries.park(system, subject, all.get(all.size() - 1), worst.words());
                }
            }
            case ABSENT -> all.forEach(change -> settled.add(new Settled(system, subject, change, DeliveryState.ABSENT, null)));
        }
    }

    /** Somebody may have come in between while the call was under way, and the call may stand over what they said. */
    private void queueWhatIsLeft(String system, Dossier dossier) {
        List<Decisions.Delivery> left = decider.left(dossier, system, clock.instant());
        if (!left.isEmpty()) {
            Map<UUID, Key> keys = dossier.changes().stream().collect(Collectors.toMap(Change::id, Change::key, (one, same) -> one));
            deliveries.keep(left.stream().map(one -> new Kept(dossier.subject(), one, keys.get(one.change()))).toList(), Duration.ZERO);
        }
    }

    /** The last change of each kind was written, and those before it were overtaken. */
    private void accepted(String system, Row row, List<Settled> settled) {
        DeliveryState reached = systems.get(system).manifest().proof() == Manifest.Proof.ANSWER ? DeliveryState.CONFIRMED : DeliveryState.ACCEPTED;
        Map<Key, UUID> last = new LinkedHashMap<>();
        row.changes().forEach(one -> last.put(one.key(), one.change()));
        row.changes().forEach(one -> settled.add(new Settled(system, row.subject(), one.change(),
                last.containsValue(one.change()) ? reached : DeliveryState.SUPERSEDED, null)));
    }

    /** What of it the feed has shown already: the echo may have been faster than the answer. */
    private Set<Key> shown(String system, Dossier dossier, List<Row> rows) {
        if (systems.get(system).manifest().proof() == Manifest.Proof.ANSWER) {
            return Set.of();
        }
        Set<Key> open = rows.stream().flatMap(row -> dossier.recordsIn(system).filter(record -> record.id().equals(row.record().id())))
                .flatMap(record -> record.held().entrySet().stream()).filter(held -> held.getValue().sent() != null)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        Set<Key> written = rows.stream().flatMap(row -> row.tokens().keySet().stream()).collect(Collectors.toSet());
        return rows.get(0).changes().stream().map(Carried::key).filter(about -> shows(system, written, open, about)).collect(Collectors.toSet());
    }

    /** Each change is proven by the fields that carry it; one that reaches further than its own field, by all of them. */
    private boolean shows(String system, Set<Key> written, Set<Key> open, Key about) {
        Set<Key> fields = written.stream().filter(key -> carries(system, key, about)).collect(Collectors.toSet());
        return (fields.isEmpty() ? written : fields).stream().noneMatch(open::contains);
    }

    private boolean carries(String system, Key written, Key about) {
        return written.equals(about) || about instanceof Permission said && systems.get(system).manifest().says(written, said);
    }

    /** What the records are known to hold after the answers. */
    private Dossier note(String system, Dossier before, List<Row> rows, List<Outcome> outcomes) {
        Dossier after = before;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            RecordView now = after.recordsIn(system).filter(record -> record.id().equals(row.record().id())).findFirst().orElse(null);
            if (now != null) {
                after = after.with(switch (outcomes.get(i).verdict()) {
                    case ACCEPT -> outcomes.get(i).stands() ? now.readBack(row.tokens(), clock.instant()) : now.accepted(row.tokens(), clock.instant());
                    case REFUSE -> now.notSent(row.tokens());
                    case ABSENT -> now.notSent(row.tokens()).gone(clock.instant());
                    case RETRY, LOGIN -> now;
                });
            }
        }
        return after;
    }

    private static int weight(Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> 0;
            case ABSENT -> 1;
            case REFUSE -> 2;
            case RETRY, LOGIN -> 3;
        };
    }
}
