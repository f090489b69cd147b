package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Difference;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.system.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Carries what is queued, as {@code dev.heed.delivery} does it: reads the state when it sends, and notes it before the call. */
final class Carrier {

    private static final long BATCH_WAIT = 50;
    private static final long TIMEOUT = 5_000;
    private static final long SWEEP = 500;
    private static final long GRACE = 20_000;

    /** One record to be written. */
    record Row(UUID subject, RecordView record, Map<Key, String> tokens, Map<Key, UUID> bearers, List<Carried> changes, int attempts, long version) {
    }

    private final Map<String, SystemCard> cards;
    private final Map<String, Site> sites;
    private final Seams seams;
    private final Brain brain;
    private final Agenda agenda;
    private final Wire wire;
    private final Book book;
    private final Watch watch;
    private final Map<String, Set<UUID>> gathered = new HashMap<>();
    private final Set<String> lanes = new HashSet<>();
    /** The process that lives now: what an earlier one began, nobody hears the end of. */
    private int life;

    Carrier(Map<String, SystemCard> cards, Map<String, Site> sites, Seams seams, Brain brain, Agenda agenda, Wire wire, Book book, Watch watch) {
        this.cards = cards;
        this.sites = sites;
        this.seams = seams;
        this.brain = brain;
        this.agenda = agenda;
        this.wire = wire;
        this.book = book;
        this.watch = watch;
    }

    /** Wakes the system's queue; if the wake is lost the sweep finds it. */
    void tell(Carried row) {
        if (!wire.losesWake(row.system)) {
            gather(row.system, row.subject);
        }
        sweepAt(row, row.dueAt);
    }

    /** The process dies and comes back after a while: its lanes are free again, and all that waits is due. */
    void crash(long away) {
        life++;
        gathered.clear();
        lanes.clear();
        agenda.in(away, () -> book.lanes().forEach(lane -> lane.values().stream().filter(row -> row.state == DeliveryState.QUEUED).forEach(row -> {
            row.dueAt = agenda.now();
            sweepAt(row, agenda.now());
        })));
    }

    private void sweepAt(Carried row, long when) {
        agenda.at(when, () -> {
            if (seams.sweeps() && row.state == DeliveryState.QUEUED && row.dueAt <= agenda.now()) {
                row.dueAt = agenda.now() + 20_000;
                sweepAt(row, row.dueAt);
                gather(row.system, row.subject);
            }
        });
    }

    private void gather(String system, UUID subject) {
        Set<UUID> waiting = gathered.computeIfAbsent(system, name -> new LinkedHashSet<>());
        if (waiting.isEmpty()) {
            int now = life;
            agenda.in(BATCH_WAIT, () -> {
                if (now == life) {
                    Set<UUID> all = Set.copyOf(waiting);
                    waiting.clear();
                    load(system, all.stream().sorted().toList());
                }
            });
        }
        waiting.add(subject);
    }

    private void load(String system, List<UUID> subjects) {
        List<Row> rows = new ArrayList<>();
        for (UUID subject : subjects) {
            if (!seams.oneLane() || !lanes.contains(lane(system, subject))) {
                int before = rows.size();
                load(system, subject, rows);
                if (rows.size() > before) {
                    lanes.add(lane(system, subject));
                }
            }
        }
        if (!rows.isEmpty()) {
            call(system, rows);
        }
    }

    private void load(String system, UUID subject, List<Row> rows) {
        List<Carried> queued = book.queued(system, subject);
        if (queued.isEmpty()) {
            return;
        }
        Dossier dossier = book.load(subject);
        Map<RecordView, List<Difference>> differences = brain.differences(dossier, system, agenda.instant());
        Set<Key> written = differences.values().stream().flatMap(List::stream).map(Difference::key).collect(Collectors.toSet());
        List<Carried> carried = queued.stream().filter(row -> written.stream().anyMatch(key -> carries(system, key, row.key))).toList();
        queued.stream().filter(row -> !carried.contains(row)).forEach(row -> row.end(shownSince(dossier, system, row) ? DeliveryState.CONFIRMED : DeliveryState.UNCHANGED, null));
        if (carried.isEmpty()) {
            return;
        }
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
            Map<Key, String> sent = seams.sent(lane(system, subject), attempts, tokens);
            Row row = new Row(subject, difference.getKey(), sent, bearers, carried, attempts, book.size());
            watch.loaded(system, row);
            rows.add(row);
        }
        if (seams.notesWhatItSends()) {
            book.keep(dossier, noted);
        }
    }

    private boolean shownSince(Dossier dossier, String system, Carried row) {
        return dossier.recordsIn(system).flatMap(record -> record.held().entrySet().stream())
                .anyMatch(held -> carries(system, held.getKey(), row.key) && held.getValue().sent() == null
                        && held.getValue().sentAt() != null && held.getValue().sentAt().isAfter(Agenda.instant(row.queuedAt)));
    }

    private boolean carries(String system, Key written, Key about) {
        return written.equals(about) || about instanceof Permission finer && cards.get(system).manifest().governs(written, finer);
    }

    private void call(String system, List<Row> rows) {
        Wire.Fate fate = sites.get(system).isAway() ? Wire.Fate.FAILED : wire.fate(system);
        long there = wire.delay(system) % (TIMEOUT / 2);
        long back = wire.delay(system) % (TIMEOUT / 2);
        int now = life;
        Map<Row, Verdict> verdicts = new LinkedHashMap<>();
        agenda.in(there, () -> rows.forEach(row -> verdicts.put(row, fate == Wire.Fate.ANSWERED || fate == Wire.Fate.ANSWER_LOST ? apply(system, row) : Verdict.RETRY)));
        agenda.in(fate == Wire.Fate.ANSWERED || fate == Wire.Fate.FAILED ? there + back : TIMEOUT, () -> {
            if (now == life) {
                settle(system, rows, fate == Wire.Fate.ANSWERED ? verdicts : Map.of());
            }
        });
    }

    private Verdict apply(String system, Row row) {
        Site site = sites.get(system);
        if (site.refuses(row.record().id())) {
            return Verdict.REFUSE;
        }
        watch.applies(system, row);
        boolean there = site.write(row.record().id(), row.tokens(), row.bearers());
        if (there) {
            site.entry(row.record().id()).version = row.version();
        }
        return there ? Verdict.ACCEPT : Verdict.ABSENT;
    }

    private void settle(String system, List<Row> rows, Map<Row, Verdict> verdicts) {
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
                            : verdict == Verdict.REFUSE ? known.notSent(row.tokens()) : known.gone(agenda.instant()));
                }
            }
            book.keep(before, after);
            settle(system, subject, own, worst);
            lanes.remove(lane(system, subject));
            wakeNew(system, subject);
        });
    }

    private void settle(String system, UUID subject, List<Row> own, Verdict worst) {
        List<Carried> all = own.get(0).changes();
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
                sweepAt(row, row.dueAt);
            });
        }
    }

    private void accepted(String system, UUID subject, List<Row> own, List<Carried> all) {
        end(system, subject, own, all);
        book.keep(subject, brain.left(book.load(subject), system, agenda.instant()), agenda.now(), GRACE).forEach(this::tell);
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
        last.values().stream().filter(row -> row.state == DeliveryState.ACCEPTED && open.stream().noneMatch(key -> carries(system, key, row.key)))
                .forEach(row -> row.state = DeliveryState.CONFIRMED);
    }

    private void wakeNew(String system, UUID subject) {
        book.queued(system, subject).stream().filter(row -> row.attempts == 0).forEach(row -> {
            row.dueAt = agenda.now();
            sweepAt(row, agenda.now() + SWEEP);
        });
    }

    private static String lane(String system, UUID subject) {
        return system + " " + subject;
    }

    /** What the system made of a row, the worst last. */
    private enum Verdict { ACCEPT, ABSENT, REFUSE, RETRY }
}
