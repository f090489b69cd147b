package dev.heed.delivery;

import dev.heed.change.Key;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Batch.Carried;
import dev.heed.delivery.Batch.Row;
import dev.heed.intake.Taken.End;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import dev.heed.system.AnswerRule.Verdict;
import dev.heed.system.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Writes down what a system made of a batch. */
@Component
class Settling {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Deliveries deliveries;
    private final Dossiers dossiers;
    private final Subjects subjects;
    private final Systems systems;
    private final Clock clock;

    Settling(Deliveries deliveries, Dossiers dossiers, Subjects subjects, Systems systems, Clock clock) {
        this.deliveries = deliveries;
        this.dossiers = dossiers;
        this.subjects = subjects;
        this.systems = systems;
        this.clock = clock;
    }

    /** @param together whether the outcome is that of the call and not of each row */
    List<End> settle(Batch batch, List<Outcome> outcomes, boolean together) {
        Map<UUID, List<Integer>> bySubject = new LinkedHashMap<>();
        for (int i = 0; i < batch.rows().size(); i++) {
            bySubject.computeIfAbsent(batch.rows().get(i).subject(), subject -> new ArrayList<>()).add(i);
        }
        boolean several = together && bySubject.size() > 1;
        List<End> ends = new ArrayList<>();
        subjects.lock(bySubject.keySet());
        bySubject.entrySet().forEach(entry -> settle(batch,
                entry.getValue().stream().map(batch.rows()::get).toList(), entry.getValue().stream().map(outcomes::get).toList(), several, ends));
        deliveries.release(batch.system(), bySubject.keySet());
        deliveries.wakeNew(batch.system(), bySubject.keySet());
        return ends;
    }

    private void settle(Batch batch, List<Row> rows, List<Outcome> outcomes, boolean several, List<End> ends) {
        UUID subject = rows.get(0).subject();
        note(batch.system(), subject, rows, outcomes);
        Outcome worst = outcomes.stream().max(Comparator.comparing((Outcome outcome) -> weight(outcome.verdict()))).orElseThrow();
        List<UUID> all = rows.get(0).changes().stream().map(Carried::change).toList();
        switch (worst.verdict()) {
            case ACCEPT -> accepted(batch.system(), subject, rows, ends);
            case RETRY, LOGIN -> deliveries.later(batch.system(), subject, all, wait(rows.get(0), worst), worst.words(), false);
            case REFUSE -> {
                if (several) {
                    deliveries.later(batch.system(), subject, all, Duration.ZERO, worst.words(), true);
                } else {
                    end(batch.system(), subject, all, DeliveryState.PARKED, worst.words(), ends);
                    deliveries.park(batch.system(), subject, all.get(all.size() - 1), worst.words());
                }
            }
            case ABSENT -> end(batch.system(), subject, all, DeliveryState.ABSENT, null, ends);
        }
    }

    private void accepted(String system, UUID subject, List<Row> rows, List<End> ends) {
        List<Carried> carried = rows.get(0).changes();
        Map<Key, UUID> last = new LinkedHashMap<>();
        carried.forEach(one -> last.put(one.key(), one.change()));
        List<UUID> overtaken = carried.stream().map(Carried::change).filter(change -> !last.containsValue(change)).toList();
        end(system, subject, overtaken, DeliveryState.SUPERSEDED, null, ends);
        if (systems.get(system).manifest().proof() == Manifest.Proof.ANSWER) {
            end(system, subject, List.copyOf(last.values()), DeliveryState.CONFIRMED, null, ends);
            return;
        }
        deliveries.settle(system, subject, last.values(), DeliveryState.ACCEPTED, null);
        // the echo may have been faster than the answer
        Dossier dossier = dossiers.load(subject);
        boolean shown = rows.stream().allMatch(row -> dossier.recordsIn(system).filter(record -> record.id().equals(row.record().id()))
                .allMatch(record -> row.tokens().keySet().stream().allMatch(key -> record.held().get(key).sent() == null)));
        if (shown) {
            deliveries.confirm(system, subject, last.keySet()).forEach(change -> ends.add(new End(change, system)));
        }
    }

    private void end(String system, UUID subject, List<UUID> changes, DeliveryState state, String words, List<End> ends) {
        deliveries.settle(system, subject, changes, state, words);
        changes.forEach(change -> ends.add(new End(change, system)));
    }

    /** What the records are known to hold after the answers. */
    private void note(String system, UUID subject, List<Row> rows, List<Outcome> outcomes) {
        Dossier before = dossiers.load(subject);
        Dossier after = before;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            RecordView now = after.recordsIn(system).filter(record -> record.id().equals(row.record().id())).findFirst().orElse(null);
            if (now != null) {
                after = after.with(switch (outcomes.get(i).verdict()) {
                    case ACCEPT -> now.accepted(row.tokens(), clock.instant());
                    case REFUSE -> now.notSent(row.tokens());
                    case ABSENT -> now.gone();
                    case RETRY, LOGIN -> now;
                });
            }
        }
        dossiers.keep(before, after, clock.instant());
    }

    private static int weight(Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> 0;
            case ABSENT -> 1;
            case REFUSE -> 2;
            case RETRY, LOGIN -> 3;
        };
    }

    private static Duration wait(Row row, Outcome outcome) {
        if (outcome.after() != null) {
            return outcome.after();
        }
        long backoff = Math.min(FIRST_WAIT.toMillis() << Math.min(row.attempts(), 10), LONGEST_WAIT.toMillis());
        // spread, so that all who failed together do not come back together
        return Duration.ofMillis(backoff * 3 / 4 + ThreadLocalRandom.current().nextLong(backoff / 2));
    }
}
