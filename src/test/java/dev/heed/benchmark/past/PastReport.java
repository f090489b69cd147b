package dev.heed.benchmark.past;

import dev.heed.benchmark.Machine;
import dev.heed.benchmark.Page;
import dev.heed.benchmark.past.Questions.Answers;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was found, as a table. */
final class PastReport {

    /** What the questions were asked of. */
    record Ledger(long entries, long subjects, long strands, long histories, long bytes, long ledgerBytes, Duration writing, Duration indexing) {

        String words() {
            return String.format(Locale.ROOT, """
                    %,d ledger entries of %,d subjects in %,d strands, %,d rows of record history; %.1f GiB on disk, the ledger with its indexes %.1f GiB of it. \
                    Filled in %d s (%,.0f entries/s), indexes and statistics in another %d s.""", entries, subjects, strands, histories, gib(bytes), gib(ledgerBytes),
                    writing.toSeconds(), entries / (writing.toMillis() / 1000.0), indexing.toSeconds());
        }

        private static double gib(long bytes) {
            return bytes / (double) (1 << 30);
        }
    }

    private final Ledger ledger;
    private final List<String> rows = new ArrayList<>(List.of("| questions about | asked | at once | p50, ms | p99, ms | longest, ms | with something to tell |", "|---|---:|---:|---:|---:|---:|---:|"));

    PastReport(Ledger ledger) {
        this.ledger = ledger;
    }

    void add(String about, int askers, Answers answers) {
        Histogram micros = answers.micros();
        String row = String.format(Locale.ROOT, "| %s | %,d | %d | %.1f | %.1f | %.1f | %d %% |", about, micros.getTotalCount(), askers, micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0, micros.getMaxValue() / 1000.0, 100 * answers.telling() / micros.getTotalCount());
        System.out.println(row);
        rows.add(row);
    }

    void write() throws IOException {
        String circumstances = String.format(Locale.ROOT, "Measured on %s: %s, load average at the end %.1f. ", LocalDate.now(ZoneOffset.UTC), Machine.words(), Machine.load());
        String all = circumstances + ledger.words() + "\n\n" + String.join("\n", rows);
        System.out.println(all);
        Page.write("past", all);
    }
}
