package dev.heed.benchmark;

import dev.heed.HeedApplication;
import dev.heed.benchmark.Figures.Burst;
import dev.heed.benchmark.Figures.Pace;
import dev.heed.benchmark.plain.PlainPipeline;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Heed and a pipeline written by hand, side by side: how many changes a second until all targets hold them, and how long a change takes from its source
 * to its last target. {@code mvn -Pbenchmark spring-boot:test-run}; what it found is written into {@code docs/benchmarks.md}.
 *
 * <p>Source and targets are in this process, so that both ends are read off one clock; each side is a process of its own.
 */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target/benchmark");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private final Settings settings;
    private final Targets targets;
    private final Source source;
    private final Map<Contestant, List<Burst>> bursts = new LinkedHashMap<>();
    private final Map<Contestant, List<Pace>> paces = new LinkedHashMap<>();

    private Benchmark(Settings settings, Targets targets, Source source) {
        this.settings = settings;
        this.targets = targets;
        this.source = source;
    }

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.of(arguments);
        FileSystemUtils.deleteRecursively(FOLDER);
        try (Targets targets = new Targets(settings.latency()); Source source = new Source(settings.connections());
             Contestant heed = heed(settings, targets); Contestant plain = plain(settings, targets)) {
            new Benchmark(settings, targets, source).compare(List.of(heed, plain));
        }
    }

    private static Contestant heed(Settings settings, Targets targets) throws Exception {
        Home.lay(FOLDER.resolve("home"), settings.targets());
        return Contestant.start("Heed", HeedApplication.class, FOLDER.resolve("heed"), journeys(settings), OPTIONS, List.of(
                "--benchmark.targets=" + targets.url(), "--heed.home=" + FOLDER.resolve("home"), "--heed.data=" + FOLDER.resolve("heed/data"),
                "--heed.security.users[0].name=viewer", "--heed.security.users[0].password=" + Source.SECRET, "--heed.security.users[0].roles=viewer"));
    }

    private static Contestant plain(Settings settings, Targets targets) throws Exception {
        return Contestant.start("Plain pipeline", PlainPipeline.class, FOLDER.resolve("plain"), journeys(settings), OPTIONS, List.of(
                "--benchmark.targets=" + targets.url(), "--benchmark.count=" + settings.targets(), "--benchmark.data=" + FOLDER.resolve("plain/data"),
                "--management.endpoints.web.exposure.include=health"));
    }

    private static Journeys journeys(Settings settings) {
        return new Journeys(settings.customers(), settings.targets(), 1 << 21);
    }

    private void compare(List<Contestant> sides) throws Exception {
        for (Contestant side : sides) {
            run(side, settings.warmUp(), 0);
            bursts.put(side, new ArrayList<>());
            paces.put(side, new ArrayList<>());
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contestant side : sides) {
                bursts.get(side).add(burst(side));
            }
        }
        double pace = Math.floor(sides.stream().mapToDouble(side -> Figures.median(bursts.get(side), Burst::perSecond)).min().orElseThrow() * settings.share());
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Contestant side : sides) {
                paces.get(side).add(pace(side, pace));
            }
        }
        for (Contestant side : sides) {
            System.out.printf("%s: %d misses, %d backwards%n", side.name(), side.journeys().misses(), side.journeys().backwards());
        }
    }

    private Burst burst(Contestant side) throws Exception {
        Duration before = side.processorTime();
        long start = System.nanoTime();
        run(side, settings.burst(), 0);
        double seconds = (side.journeys().lastHeld() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        Burst burst = new Burst(settings.burst() / seconds, targets.calls() / (double) settings.burst(),
                side.processorTime().minus(before).toNanos() / 1e6 / settings.burst(), load());
        System.out.printf("%-15s %6.0f changes/s, %.2f calls and %.1f ms of processor a change, load %.1f%n", side.name(), burst.perSecond(),
                burst.calls(), burst.processor(), burst.load());
        return burst;
    }

    private Pace pace(Contestant side, double perSecond) throws Exception {
        run(side, (int) (perSecond * settings.seconds()), perSecond);
        Pace pace = Pace.of(perSecond, side.journeys().latencies(), load());
        System.out.printf("%-15s at %4.0f/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms, load %.1f%n", side.name(), perSecond, pace.p50(), pace.p99(), pace.max(), pace.load());
        return pace;
    }

    private void run(Contestant side, int changes, double perSecond) throws Exception {
        targets.follow(side.journeys());
        side.journeys().measure();
        source.send(side.webhook(), side.journeys(), changes, perSecond);
        if (!side.journeys().arrived(PATIENCE)) {
            throw new IllegalStateException(side.name() + " did not bring everything everywhere within " + PATIENCE);
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
