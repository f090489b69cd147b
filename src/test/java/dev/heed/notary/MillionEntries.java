package dev.heed.notary;

import dev.heed.benchmark.Machine;
import dev.heed.benchmark.Page;
import dev.heed.evidence.Chain;
import dev.heed.evidence.Digests;
import dev.heed.evidence.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long it takes to verify a million entries: fills a database of its own with the hashing code of the ledger, takes checkpoints on the way, verifies.
 * {@code mvn -Pbenchmark spring-boot:test-run -Dspring-boot.run.arguments=--verify}; what it found is written into {@code docs/benchmarks.md}.
 */
public final class MillionEntries {

    private static final int SUBJECTS = 100_000;
    private static final int SEALED = 600;
    private static final int ROUNDS = 3;

    private final WrittenLedger ledger;
    private final Random random = new Random(11);
    private final List<UUID> subjects = new ArrayList<>();
    private final long[] lengths = new long[SUBJECTS];
    private final byte[][] heads = new byte[SUBJECTS][];
    private final List<String> rows = new ArrayList<>(List.of("| the ledger | entries | chains | checkpoints | seconds | entries/s | found |", "|---|---:|---:|---:|---:|---:|---|"));

    private MillionEntries(WrittenLedger ledger) {
        this.ledger = ledger;
    }

    public static void run(String... arguments) throws SQLException, IOException {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(arguments);
        int entries = given.containsProperty("entries") ? Integer.parseInt(given.getProperty("entries")) : 1_000_000;
        try (WrittenLedger ledger = new WrittenLedger(Files.createTempDirectory("million"), 5)) {
            MillionEntries million = new MillionEntries(ledger);
            million.fill(entries, 50);
            million.verify();
            Page.write("verify", million.report());
        }
    }

    private void fill(int entries, int checkpoints) throws SQLException, IOException {
        for (int i = 0; i < SUBJECTS; i++) {
            subjects.add(new UUID(random.nextLong(), random.nextLong()));
            heads[i] = Chain.start();
        }
        dropIndexesOfLookUps();
        copy("subject (id)", subjects.stream().map(UUID::toString).collect(Collectors.joining("\n")));
        long start = System.nanoTime();
        for (int batch = 0; batch < checkpoints; batch++) {
            write(entries / checkpoints);
            ledger.notary().take();
        }
        ledger.exporting().append();
        System.out.printf(Locale.ROOT, "written in %.1f s%n", (System.nanoTime() - start) / 1e9);
        try (Connection connection = ledger.owner.getConnection(); var statement = connection.createStatement()) {
            statement.execute("""
                    update subject set length = position, head = hash from (select distinct on (subject_id) subject_id, position, hash from ledger
                    order by subject_id, position desc) last where id = subject_id""");
            statement.execute("vacuum analyze");
        }
    }

    /** Sound, time and again; then with one entry altered, which is to be named. */
    private void verify() {
        for (int round = 1; round <= ROUNDS; round++) {
            Report report = verified("sound, round " + round);
            expect(report.sound(), "the ledger is sound, and was found not to be: " + report.first());
        }
        UUID bad = JdbcClient.create(ledger.owner).sql("select entry_id from ledger order by sequence offset (select count(*) / 2 from ledger) limit 1").query(UUID.class).single();
        ledger.tamper("update ledger set sealed = sealed || 'x'::bytea where entry_id = ?", bad);
        Report report = verified("one entry altered");
        expect(report.first() != null && bad.equals(report.first().entry()), "entry " + bad + " is bad, and was not named as the first: " + report.first());
    }

    private Report verified(String ledgerIs) {
        Report report = ledger.verify();
        String found = report.sound() ? "sound" : report.first() == null || report.first().entry() == null ? "faults: " + report.faults()
                : "faults: %s, the first the altered entry".formatted(report.faults());
        String row = String.format(Locale.ROOT, "| %s | %,d | %,d | %d | %.1f | %,.0f | %s |", ledgerIs, report.entries(), report.chains(), report.checkpoints(), report.seconds(),
                report.entries() / report.seconds(), found);
        System.out.println(row);
        rows.add(row);
        return report;
    }

    /** A verification that finds something else is a fault, not a figure. */
    private static void expect(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    private String report() {
        return String.format(Locale.ROOT, "Measured on %s: %s, load average at the end %.1f.%n%n", LocalDate.now(ZoneOffset.UTC), Machine.words(), Machine.load()) + String.join("\n", rows);
    }

    /** They play no part here, and filling them takes most of the time. */
    private void dropIndexesOfLookUps() {
        JdbcClient owner = JdbcClient.create(ledger.owner);
        owner.sql("select indexname from pg_indexes where tablename = 'ledger' and indexdef like '%(strand,%'").query(String.class).list()
                .forEach(index -> owner.sql("drop index " + index).update());
    }

    private void write(int entries) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        StringBuilder strands = new StringBuilder();
        for (int i = 0; i < entries; i++) {
            int subject = random.nextInt(SUBJECTS);
            byte[] sealed = new byte[SEALED];
            random.nextBytes(sealed);
            Header header = ledger.header(subjects.get(subject), ++lengths[subject], heads[subject], sealed);
            heads[subject] = Chain.hash(header);
            rows.append(line(WrittenLedger.row(header, sealed, heads[subject])));
            if (header.kind().equals("change")) {
                strands.append(line(WrittenLedger.strandRow(header)));
            }
        }
        copy("strand (id, subject_id, point, restrictive, counted)", strands.toString());
        copy("""
                ledger (entry_id, subject_id, position, kind, strand, key, value, point, source, actor, evidence, jurisdiction, captured_from, captured_to,
                source_order, received_at, recorded_at, rule, sealed, prior, hash)""", rows.toString());
    }

    private static String line(Object[] columns) {
        return Stream.of(columns).map(MillionEntries::text).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String text(Object column) {
        return column == null ? "\\N" : column instanceof byte[] bytes ? "\\\\x" + Digests.hex(bytes)
                : column.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private void copy(String table, String rows) throws SQLException, IOException {
        try (Connection connection = ledger.owner.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin",
                    // as bytes: the driver cuts a reader's text anywhere, through the middle of a character too
                    new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
