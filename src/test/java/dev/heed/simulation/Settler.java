package dev.heed.simulation;

import dev.heed.change.Key;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.system.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes down what a system made of a call, as {@code dev.heed.delivery.Settling} does.
 *
 * @param tell  wakes a row that was queued anew
 * @param again lets a row be taken up when it is due
 */
record Settler(Map<String, SystemCard> cards, Brain brain, Agenda agenda, Book book, Watch watch, Loader loader, Consumer<Carried> tell, Consumer<Carried> again) {

    private static final long GRACE = 20_000;

    /** What the system made of a row, the worst last. */
    enum Verdict { ACCEPT, ABSENT, REFUSE, RETRY }

    /** @param verdicts of the rows that were answered */
    void settle(String system, List<Row> rows, Map<Row, Verdict> verdicts) {
        Map<UUID, List<Row>> bySubject = rows.stream().collect(Collectors.groupingBy(Row::subject, LinkedHashMap::new, Collectors.toList()));
        bySubject.forEach((subject, own) -> {
            Dossier before = book.load(subject);
            Dossier after = before;
            Verdict worst = Verdict.ACCEPT;
            for (Row row : own) {
                Verdict verdict = verdicts.getOrDefault(row, Verdict.RETRY);
                worst = verdict.compareTo(worst) > 0 ? verdict : worst;
                RecordView known = after.recordsIn(system).filter(record -> record.id().equals(row.record().id())).findFirst().orElse(null);
                if (known != null && verdict != Verdict.RETRY) {
                    after = after.with(verdict == Verdict.ACCEPT ? known.accepted(row.tokens(), agenda.instant())
                            : verdict == Verdict.REFUSE ? known.notSent(row.tokens()) : known.notSent(row.tokens()).gone(agenda.instant()));
                }
            }
            book.keep(before, after);
            settle(system, subject, own, worst);
        });
    }

    private void settle(String system, UUID subject, List<Row> own, Verdict worst) {
        // what went over to another subject is taken up there
        List<Carried> all = own.get(0).changes().stream().filter(row -> row.subject.equals(subject)).toList();
        switch (worst) {
            case ACCEPT -> accepted(system, subject, own, all);
            case ABSENT -> book.lane(system, subject).values().stream().filter(row -> all.contains(row) && row.state == DeliveryState.QUEUED || row.state == DeliveryState.ACCEPTED)
                    .forEach(row -> row.state = DeliveryState.ABSENT);
            case REFUSE -> {
                all.forEach(row -> row.end(DeliveryState.PARKED, "refused"));
                watch.parked(system, subject);
            }
            case RETRY -> all.stream().filter(row -> row.state == DeliveryState.QUEUED).forEach(row -> {
                row.dueAt = agenda.now() + Math.min(1000L << Math.min(row.attempts, 10), 60_000);
                row.attempts++;
                again.accept(row);
            });
        }
    }

    private void accepted(String system, UUID subject, List<Row> own, List<Carried> all) {
        end(system, subject, own, all);
        Dossier dossier = book.load(subject);
        book.keep(dossier.subject(), brain.left(dossier, system, agenda.instant()), agenda.now(), GRACE).forEach(tell);
    }

    private void end(String system, UUID subject, List<Row> own, List<Carried> all) {
        Map<Key, Carried> last = new LinkedHashMap<>();
        all.forEach(row -> last.put(row.key, row));
        all.stream().filter(row -> !last.containsValue(row)).forEach(row -> row.end(DeliveryState.SUPERSEDED, null));
        if (cards.get(system).manifest().proof() == Manifest.Proof.ANSWER) {
            last.values().forEach(row -> row.end(DeliveryState.CONFIRMED, null));
            return;
        }
        last.values().forEach(row -> row.end(DeliveryState.ACCEPTED, null));
        Dossier dossier = book.load(subject);
        Set<Key> open = own.stream().flatMap(row -> dossier.recordsIn(system).filter(record -> record.id().equals(row.record().id())))
                .flatMap(record -> record.held().entrySet().stream()).filter(held -> held.getValue().sent() != null).map(Map.Entry::getKey).collect(Collectors.toSet());
        last.values().stream().filter(row -> row.state == DeliveryState.ACCEPTED && open.stream().noneMatch(key -> loader.carries(system, key, row)))
                .forEach(row -> row.state = DeliveryState.CONFIRMED);
    }
}
