package dev.heed.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures as a table, for the terminal and for {@code docs/benchmarks.md}, where it takes the place of the last one of as many targets. */
final class Report {

    private final Settings settings;
    private final Map<Contestant, Figures> sides;
    private final double pace;

    Report(Settings settings, Map<Contestant, Figures> sides, double pace) {
        this.settings = settings;
        this.sides = sides;
        this.pace = pace;
    }

    String table() {
        return String.join("\n", List.of(
                row("", Contestant::name), "|---|" + "---:|".repeat(sides.size()),
                figures("changes/s until all targets hold them", "%.0f", figures -> figures.burst(Figures.Burst::perSecond)),
                figures(String.format(Locale.ROOT, "at %.0f changes/s: p50, ms", pace), "%.1f", figures -> figures.pace(Figures.Pace::p50)),
                figures("p99, ms", "%.1f", figures -> figures.pace(Figures.Pace::p99)),
                figures("longest, ms", "%.1f", figures -> figures.pace(Figures.Pace::longest)),
                figures("calls to targets for each change, in the burst", "%.2f", figures -> figures.burst(Figures.Burst::calls)),
                figures("processor time for each change, in the burst, and at the even pace, ms", "%.1f", figures -> figures.burst(Figures.Burst::processor),
                        figures -> figures.pace(Figures.Pace::processor)),
                figures("load average in the burst, and at the even pace", "%.1f", figures -> figures.burst(Figures.Burst::load),
                        figures -> figures.pace(Figures.Pace::load)),
                row("longest that an entry waited for a checkpoint, s", side -> Double.isNaN(sides.get(side).uncovered()) ? "-"
                        : String.format(Locale.ROOT, "%.1f", sides.get(side).uncovered())),
                row("last words missing at a target in the end", side -> String.valueOf(side.journeys().misses())),
                row("older changes that came after newer ones", side -> String.valueOf(side.journeys().backwards()))));
    }

    void write() throws IOException {
        Page.write("figures of %s targets".formatted(settings.targets()), circumstances() + "\n\n" + table());
    }

    private String circumstances() {
        return String.format(Locale.ROOT, """
                Measured on %s: %s. %d targets that answer a call after %d ms, %d customers, %d connections. \
                Warm-up of each: %d s as fast as it goes, and as long at %.0f changes/s. Median of %d rounds, taken in turn: bursts of %d changes, then %d s at %.0f %% of what the slower side carries.""",
                LocalDate.now(ZoneOffset.UTC), Machine.words(), settings.targets(), settings.latency().toMillis(), settings.customers(), settings.connections(), settings.warmUp().toSeconds(), Benchmark.WARM_UP_PACE, settings.rounds(), settings.burst(), settings.seconds(), settings.share() * 100);
    }

    @SafeVarargs
    private String figures(String name, String format, Function<Figures, Double>... figures) {
        return "| " + name + " | " + sides.values().stream().map(side -> List.of(figures).stream()
                .map(figure -> String.format(Locale.ROOT, format, figure.apply(side))).collect(Collectors.joining(", "))).collect(Collectors.joining(" | ")) + " |";
    }

    private String row(String name, Function<Contestant, String> cell) {
        return "| " + name + " | " + sides.entrySet().stream().map(Entry::getKey).map(cell).collect(Collectors.joining(" | ")) + " |";
    }
}
