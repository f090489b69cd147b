package dev.heed.benchmark.past;

import dev.heed.HeedApplication;
import dev.heed.benchmark.Contestant;
import dev.heed.benchmark.Home;
import dev.heed.benchmark.Journeys;
import dev.heed.benchmark.Source;
import dev.heed.embedded.BenchmarkDatabase;
import dev.heed.ledger.Invented;
import dev.heed.ledger.InventedPast;
import dev.heed.sealing.MadeKeys;
import dev.heed.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How long it takes to say what held for a person at any time, as known at any other: a ledger of millions of entries, and a Heed that is asked over HTTP.
 * {@code mvn -Pbenchmark spring-boot:test-run -Dspring-boot.run.arguments=--past}; what it found is written into {@code docs/benchmarks.md}.
 */
public final class PastBenchmark {

    private static final Path FOLDER = Path.of("target/benchmark-past");
    private static final String USER = "viewer";
    private static final int TOGETHER = 4;
    private static final Span SPAN = new Span(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));

    private final PastSettings settings;
    private final BenchmarkDatabase database;
    private final JdbcClient jdbc;

    private PastBenchmark(PastSettings settings, BenchmarkDatabase database) {
        this.settings = settings;
        this.database = database;
        this.jdbc = JdbcClient.create(database.owner());
    }

    public static void run(String... arguments) throws Exception {
        PastSettings settings = PastSettings.of(arguments);
        BenchmarkDatabase.delete(FOLDER.resolve("database"));
        FileSystemUtils.deleteRecursively(FOLDER);
        try (BenchmarkDatabase database = BenchmarkDatabase.start(FOLDER.resolve("database"))) {
            PastBenchmark benchmark = new PastBenchmark(settings, database);
            benchmark.measure(new PastReport(benchmark.fill())).write();
        } finally {
            if (!settings.keep()) {
                FileSystemUtils.deleteRecursively(FOLDER);
            }
        }
    }

    private PastReport.Ledger fill() throws InterruptedException {
        database.set("max_wal_size", "8GB");
        BareTables tables = new BareTables(jdbc);
        tables.strip(InventedPast.TABLES.keySet());
        long start = System.nanoTime();
        Map<String, String> told = database.settings();
        MadeKeys vault = new MadeKeys(MasterKey.read(told.get("heed.sealing.master-key"), told::get), Invented::key);
        long entries = new Filling(database.owner(), vault, settings, SPAN).write();
        long written = System.nanoTime();
        System.out.printf(Locale.ROOT, "%,d entries written in %d s%n", entries, TimeUnit.NANOSECONDS.toSeconds(written - start));
        tables.clothe();
        jdbc.sql("vacuum analyze").update();
        database.set("max_wal_size", null);
        database.checkpoint();
        return new PastReport.Ledger(entries, count("subject"), count("strand"), count("record_history"), number("select pg_database_size(current_database())"),
                number("select pg_total_relation_size('ledger')"), Duration.ofNanos(written - start), Duration.ofNanos(System.nanoTime() - written));
    }

    private PastReport measure(PastReport report) throws IOException, InterruptedException {
        try (Contestant heed = heed()) {
            System.out.println("Heed is ready");
            Questions questions = new Questions(heed.url(), USER, Source.SECRET, SPAN);
            Function<SplittableRandom, UUID> anybody = random -> new Invented(random.nextLong(settings.subjects())).id();
            for (What what : What.values()) {
                questions.ask(anybody, what, settings.warmUp(), TOGETHER);
            }
            awaitRest();
            for (What what : What.values()) {
                for (int askers : new int[] {1, TOGETHER}) {
                    report.add("anybody, " + what.words(), askers, questions.ask(anybody, what, settings.asked(), askers));
                }
            }
            for (What what : What.values()) {
                report.add(String.format(Locale.ROOT, "%,d changes of one permission, %s", settings.changes(), what.words()), 1, about(questions, 0, what));
                report.add(String.format(Locale.ROOT, "%,d changes of everything, %s", settings.changes(), what.words()), 1, about(questions, 1, what));
            }
            return report;
        }
    }

    private Questions.Answers about(Questions questions, int busy, What what) throws InterruptedException {
        UUID subject = new Invented(settings.subjects() + busy).id();
        questions.ask(random -> subject, what, settings.busy() / 10, 1);
        return questions.ask(random -> subject, what, settings.busy(), 1);
    }

    /** What a Heed counts when it starts is counted. */
    private void awaitRest() throws InterruptedException {
        for (int quiet = 0; quiet < 5; quiet = database.running() == 0 ? quiet + 1 : 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Contestant heed() throws IOException, InterruptedException {
        Path home = FOLDER.resolve("home");
        Home.lay(home, 0);
        // Millions of entries that no checkpoint covers yet would be what it measures.
        Files.delete(home.resolve("routes/hub/checkpoint.camel.yaml"));
        Path key = FOLDER.resolve("signing-key.pem");
        Path master = FOLDER.resolve("master.key");
        Map<String, String> told = database.settings();
        Files.writeString(key, told.get("HEED_SIGNING_KEY"));
        Files.writeString(master, told.get("HEED_MASTER_KEY"));
        Stream<String> where = told.entrySet().stream().filter(one -> one.getKey().startsWith("heed.database.")).map(one -> "--" + one.getKey() + "=" + one.getValue());
        return Contestant.start("Heed", HeedApplication.class, FOLDER.resolve("heed"), new Journeys(0, 0, 0), List.of("-Xms1g", "-Xmx1g"), Stream.concat(where, Stream.of(
                "--heed.sealing.master-key=file:" + master, "--heed.evidence.key=file:" + key, "--heed.figures.period=3600000",
                // the source of the other benchmark is there, and is told nothing
                "--benchmark.targets=http://localhost:9",
                "--heed.home=" + home, "--heed.data=" + FOLDER.resolve("heed/data"),
                "--heed.security.users[0].name=" + USER, "--heed.security.users[0].password=" + Source.SECRET, "--heed.security.users[0].roles=viewer")).toList());
    }

    private long count(String table) {
        return number("select count(*) from " + table);
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
