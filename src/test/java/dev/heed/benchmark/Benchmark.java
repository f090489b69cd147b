package dev.heed.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.heed.HeedApplication;
import dev.heed.benchmark.Figures.Burst;
import dev.heed.benchmark.Figures.Pace;
import dev.heed.benchmark.past.PastBenchmark;
import dev.heed.benchmark.plain.PlainPipeline;
import dev.heed.notary.MillionEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Heed and a pipeline written by hand, side by side: how many changes a second until all targets hold them, and how long a change takes from its source
 * to its last target. {@code mvn -Pbenchmark spring-boot:test-run}; what it found is written into {@code docs/benchmarks.md}.
 *
 * <p>Source and targets are in this process, so that both ends are read off one clock; each side is a process of its own.
 */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target/benchmark");
    private static final Path STEPS = FOLDER.resolve("steps.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double AS_FAST_AS_IT_GOES = 0;
    static final double WARM_UP_PACE = 20;
    private static final int WARM_UP_CHANGES = 50;
    private static final int MOST_CHANGES = 1 << 21;
    private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private final Settings settings;
    private final Targets targets;
    private final Source source;
    private final Map<Contestant, Figures> sides = new LinkedHashMap<>();

    private Benchmark(Settings settings, Targets targets, Source source) {
        this.settings = settings;
        this.targets = targets;
        this.source = source;
    }

    public static void main(String[] arguments) throws Exception {
        quiet();
        if (List.of(arguments).contains("--past")) {
            PastBenchmark.run(arguments);
            return;
        }
        if (List.of(arguments).contains("--verify")) {
            MillionEntries.run(arguments);
            return;
        }
        Settings settings = Settings.of(arguments);
        FileSystemUtils.deleteRecursively(FOLDER);
        try (Targets targets = new Targets(settings.latency()); Source source = new Source(settings.connections())) {
            if (settings.steps()) {
                try (Contestant heed = heed(settings, targets, HeedWithStepTimes.class, "--benchmark.steps=" + STEPS)) {
                    new Benchmark(settings, targets, source).measure(List.of(heed));
                }
                System.out.println(Files.readString(STEPS));
            } else {
                try (Contestant heed = heed(settings, targets, HeedApplication.class, "--benchmark=true"); Contestant plain = plain(settings, targets)) {
                    new Benchmark(settings, targets, source).measure(List.of(heed, plain)).write();
                }
            }
        }
    }

    /** Nobody has configured logging here, and so the HTTP client would write down every byte it sends. */
    private static void quiet() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    private static Contestant heed(Settings settings, Targets targets, Class<?> main, String more) throws IOException, InterruptedException {
        Home.lay(FOLDER.resolve("home"), settings.targets());
        return Contestant.start("Heed", main, FOLDER.resolve("heed"), journeys(settings), OPTIONS, List.of(
                "--benchmark.targets=" + targets.url(), "--heed.home=" + FOLDER.resolve("home"), "--heed.data=" + FOLDER.resolve("heed/data"),
                "--heed.security.users[0].name=viewer", "--heed.security.users[0].password=" + Source.SECRET, "--heed.security.users[0].roles=viewer", more));
    }

    private static Contestant plain(Settings settings, Targets targets) throws IOException, InterruptedException {
        return Contestant.start("Plain pipeline", PlainPipeline.class, FOLDER.resolve("plain"), journeys(settings), OPTIONS, List.of(
                "--benchmark.targets=" + targets.url(), "--benchmark.count=" + settings.targets(), "--benchmark.data=" + FOLDER.resolve("plain/data"),
                "--camel.component.jms.customizer.enabled=false", "--management.endpoints.web.exposure.include=health"));
    }

    private static Journeys journeys(Settings settings) {
        return new Journeys(settings.customers(), settings.targets(), MOST_CHANGES);
    }

    private Report measure(List<Contestant> contestants) throws InterruptedException {
        for (Contestant side : contestants) {
            warmUp(side);
            sides.put(side, new Figures());
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contestant side : contestants) {
                sides.get(side).add(burst(side));
            }
        }
        double pace = Math.floor(settings.share() * sides.values().stream().mapToDouble(side -> side.burst(Burst::perSecond)).min().orElseThrow());
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contestant side : contestants) {
                sides.get(side).add(pace(side, pace));
            }
        }
        Report report = new Report(settings, sides, pace);
        System.out.println(report.table());
        return report;
    }

    /** Both for as long, and not for as many changes: what a compiler makes of a program takes time. */
    private void warmUp(Contestant side) throws InterruptedException {
        for (double perSecond : new double[] {AS_FAST_AS_IT_GOES, WARM_UP_PACE}) {
            long end = System.nanoTime() + settings.warmUp().toNanos();
            while (System.nanoTime() < end) {
                run(side, WARM_UP_CHANGES, perSecond);
            }
        }
    }

    private Burst burst(Contestant side) throws InterruptedException {
        Duration before = side.processorTime();
        long start = System.nanoTime();
        double uncovered = run(side, settings.burst(), AS_FAST_AS_IT_GOES);
        double seconds = (side.journeys().lastHeld() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        Burst burst = new Burst(settings.burst() / seconds, targets.calls() / (double) settings.burst(), processor(side, before, settings.burst()), Machine.load(), uncovered);
        System.out.println(side.name() + " " + burst);
        return burst;
    }

    private Pace pace(Contestant side, double perSecond) throws InterruptedException {
        Duration before = side.processorTime();
        int changes = (int) (perSecond * settings.seconds());
        double uncovered = run(side, changes, perSecond);
        Pace pace = Pace.of(side.journeys().latencies(), processor(side, before, changes), Machine.load(), uncovered);
        System.out.println(side.name() + " " + pace);
        return pace;
    }

    /** Milliseconds for each change, since it had used so much. */
    private static double processor(Contestant side, Duration before, int changes) {
        return side.processorTime().minus(before).toNanos() / 1e6 / changes;
    }

    /** @return how many seconds an entry waited for a checkpoint meanwhile, at most */
    private double run(Contestant side, int changes, double perSecond) throws InterruptedException {
        targets.follow(side.journeys());
        side.journeys().measure();
        try (Uncovered uncovered = new Uncovered(side.url())) {
            source.send(side.webhook(), side.journeys(), changes, perSecond);
            if (!side.journeys().arrived(PATIENCE)) {
                throw new IllegalStateException(side.name() + " did not bring everything everywhere within " + PATIENCE);
            }
            return uncovered.most();
        }
    }
}
