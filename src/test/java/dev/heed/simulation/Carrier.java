package dev.heed.simulation;

import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.SystemCard;
import dev.heed.simulation.Settler.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Carries what is queued: wakes, lanes, calls, sweeps, and the death of the process among them. */
final class Carrier {

    private static final long BATCH_WAIT = 50;
    private static final long TIMEOUT = 5_000;
    private static final long SWEEP = 500;

    private final Map<String, Site> sites;
    private final Seams seams;
    private final Agenda agenda;
    private final Wire wire;
    private final People people;
    private final Book book;
    private final Watch watch;
    private final Loader loader;
    private final Settler settler;
    private final Map<String, Set<UUID>> gathered = new HashMap<>();
    private final Set<String> lanes = new HashSet<>();
    /** The process that lives now: what an earlier one began, nobody hears the end of. */
    private int life;

    Carrier(Map<String, SystemCard> cards, Map<String, Site> sites, Seams seams, Brain brain, Agenda agenda, Wire wire, People people, Book book, Watch watch) {
        this.people = people;
        this.sites = sites;
        this.seams = seams;
        this.agenda = agenda;
        this.wire = wire;
        this.book = book;
        this.watch = watch;
        this.loader = new Loader(seams, brain, agenda, book, watch);
        this.settler = new Settler(cards, brain, agenda, book, watch, loader, this::tell, row -> sweepAt(row, row.dueAt));
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

    void sweepAt(Carried row, long when) {
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
            if (!seams.oneLane() || people.persons().with(subject).stream().noneMatch(one -> lanes.contains(lane(system, one)))) {
                List<Row> own = loader.load(system, subject);
                if (!own.isEmpty()) {
                    lanes.add(lane(system, subject));
                    rows.addAll(own);
                }
            }
        }
        if (!rows.isEmpty()) {
            call(system, rows);
        }
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
                settler.settle(system, rows, fate == Wire.Fate.ANSWERED ? verdicts : Map.of());
                rows.stream().map(Row::subject).distinct().forEach(subject -> {
                    lanes.remove(lane(system, subject));
                    wakeNew(system, subject);
                });
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

    private void wakeNew(String system, UUID subject) {
        book.queued(system, subject).stream().filter(row -> row.attempts == 0).forEach(row -> {
            row.dueAt = agenda.now();
            sweepAt(row, agenda.now() + SWEEP);
        });
    }

    private static String lane(String system, UUID subject) {
        return system + " " + subject;
    }
}
