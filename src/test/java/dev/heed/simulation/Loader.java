package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Difference;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what holds when it is sent, and notes it before the call, as {@code dev.heed.delivery.Loading} does. */
record Loader(Seams seams, Brain brain, Agenda agenda, Book book, Watch watch) {

    List<Row> load(String system, UUID subject) {
        List<Carried> queued = book.queued(system, subject);
        if (queued.isEmpty()) {
            return List.of();
        }
        Dossier dossier = book.load(subject);
        Map<RecordView, List<Difference>> differences = brain.differences(dossier, system, agenda.instant());
        Set<Key> written = differences.values().stream().flatMap(List::stream).map(Difference::key).collect(Collectors.toSet());
        List<Carried> carried = queued.stream().filter(row -> written.stream().anyMatch(key -> carries(system, key, row))).toList();
        queued.stream().filter(row -> !carried.contains(row)).forEach(row -> row.end(shownSince(dossier, system, row) ? DeliveryState.CONFIRMED : DeliveryState.UNCHANGED, null));
        if (carried.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        int attempts = carried.stream().mapToInt(row -> row.attempts).max().orElse(0);
        Dossier noted = dossier;
        for (var difference : differences.entrySet()) {
            Map<Key, String> tokens = new LinkedHashMap<>();
            Map<Key, UUID> bearers = new LinkedHashMap<>();
            difference.getValue().forEach(one -> {
                Change by = one.answer().by();
                tokens.put(one.key(), one.token());
                bearers.put(one.key(), by == null ? null : by.id());
            });
            noted = noted.with(difference.getKey().sending(tokens, agenda.instant()));
            Map<Key, String> sent = seams.sent(system + " " + subject, attempts, tokens);
            Row row = new Row(subject, difference.getKey(), sent, bearers, carried, attempts, book.size());
            watch.loaded(system, row);
            rows.add(row);
        }
        if (seams.notesWhatItSends()) {
            book.keep(dossier, noted);
        }
        return rows;
    }

    private boolean shownSince(Dossier dossier, String system, Carried row) {
        return dossier.recordsIn(system).flatMap(record -> record.held().entrySet().stream())
                .anyMatch(held -> carries(system, held.getKey(), row) && held.getValue().sent() == null
                        && held.getValue().sentAt() != null && held.getValue().sentAt().isAfter(Agenda.instant(row.queuedAt)));
    }

    boolean carries(String system, Key written, Carried row) {
        return written.equals(row.key) || brain.carries(system, written, book.entry(row.change).change());
    }
}
