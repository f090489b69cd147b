package dev.heed.notary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers faults: all are counted, the first are kept. The first of all is the bad entry that was recorded earliest. */
final class Findings {

    private static final int KEPT = 100;
    private static final Comparator<Fault> EARLIEST = Comparator.comparing(Fault::sequence, Comparator.nullsLast(Comparator.naturalOrder()));

    private final List<Fault> kept = new ArrayList<>();
    private Fault first;
    private long count;

    void add(Fault fault) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(fault);
        }
        if (first == null || EARLIEST.compare(fault, first) < 0) {
            first = fault;
        }
    }

    /** Those of another, after these: of two about one entry the one that is here comes first. */
    void addAll(Findings others) {
        long unkept = others.count - others.kept.size();
        others.kept.forEach(this::add);
        count += unkept;
        if (others.first != null && EARLIEST.compare(others.first, first) < 0) {
            first = others.first;
        }
    }

    long count() {
        return count;
    }

    Fault first() {
        return first;
    }

    List<Fault> kept() {
        return List.copyOf(kept);
    }
}
