package dev.heed.benchmark.past;

import dev.heed.ledger.Invented;
import dev.heed.ledger.InventedPast;
import dev.heed.sealing.MadeKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Fills the ledger: several writers, each with people of its own, turn by turn through the years, so that a person's entries lie apart as they do in life. */
final class Filling {

    private final DataSource owner;
    private final MadeKeys vault;
    private final PastSettings settings;
    private final Span span;

    Filling(DataSource owner, MadeKeys vault, PastSettings settings, Span span) {
        this.owner = owner;
        this.vault = vault;
        this.settings = settings;
        this.span = span;
    }

    /** @return entries written */
    long write() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(settings.writers() + 1);
        try {
            List<Future<Long>> written = new ArrayList<>();
            for (int writer = 0; writer < settings.writers(); writer++) {
                long from = (long) settings.subjects() * writer / settings.writers();
                int people = (int) ((long) settings.subjects() * (writer + 1) / settings.writers() - from);
                written.add(threads.submit(() -> people(from, people, false, settings.turns(), false)));
            }
            written.add(threads.submit(() -> people(settings.subjects(), 1, true, settings.changes(), true) + people(settings.subjects() + 1L, 1, false, settings.changes(), true)));
            long sum = 0;
            for (Future<Long> one : written) {
                sum += one.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ledger could not be filled", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long people(long first, int people, boolean onePermission, int turns, boolean always) throws SQLException {
        try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
            // the rows are flushed by the checkpoint after all is written, before anything is measured
            statement.execute("set synchronous_commit = off");
            Map<String, CopiedTable> tables = new HashMap<>();
            InventedPast.TABLES.forEach((table, columns) -> tables.put(table, new CopiedTable(connection, table, columns)));
            InventedPast past = new InventedPast(vault, first, people, onePermission, (table, row) -> tables.get(table).add(row));
            SplittableRandom random = new SplittableRandom(first);
            for (int person = 0; person < people; person++) {
                past.begin(person, span.from());
            }
            Duration turn = span.length().dividedBy(turns);
            for (int number = 0; number < turns; number++) {
                Instant since = span.from().plus(turn.multipliedBy(number));
                for (int person = 0; person < people; person++) {
                    if (always || new Invented(first + person).speaks(random)) {
                        past.speak(person, since.plusNanos((long) (turn.toNanos() * ((person + random.nextDouble()) / people))));
                    }
                }
            }
            for (int person = 0; person < people; person++) {
                past.end(person, span.to().plus(Duration.ofDays(31)));
            }
            tables.values().forEach(CopiedTable::flush);
            statement.execute("reset synchronous_commit");
            return tables.get("ledger").rows();
        }
    }
}
