package dev.heed.notary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many entries each checkpoint covers, counted leaf by leaf, and whether it says so. */
final class CoveredEntries {

    private final List<Long> sizes = new ArrayList<>();
    private final List<Long> stated = new ArrayList<>();
    private final long[] counted;
    private long all;

    CoveredEntries(Connection connection) throws SQLException {
        try (Cursor checkpoints = new Cursor(connection, "select size, entries from checkpoint order by number")) {
            while (checkpoints.next()) {
                sizes.add(checkpoints.rows().getLong("size"));
                stated.add(checkpoints.rows().getLong("entries"));
            }
        }
        counted = new long[sizes.size()];
    }

    /** A leaf covers so many more entries than the one before it of the same chain. */
    void add(long leaf, long entries) {
        all += entries;
        int first = Collections.binarySearch(sizes, leaf + 1);
        int place = first < 0 ? -first - 1 : first;
        if (place < counted.length) {
            counted[place] += entries;
        }
    }

    /** Tells the first that says otherwise: the later ones go on from it. */
    void check(Findings findings) {
        long sum = 0;
        for (int place = 0; place < counted.length; place++) {
            sum += counted[place];
            if (sum != stated.get(place)) {
                findings.add(Fault.ofCheckpoint(place + 1, "its leaves cover " + sum + " entries, not " + stated.get(place)));
                return;
            }
        }
    }

    long all() {
        return all;
    }
}
