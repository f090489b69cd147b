package dev.heed.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** What was measured of one side, round by round. */
final class Figures {

    private final List<Burst> bursts = new ArrayList<>();
    private final List<Pace> paces = new ArrayList<>();

    /**
     * As many changes as are accepted, at once.
     *
     * @param perSecond changes held by all targets, in a second
     * @param calls     to the targets, for each change
     * @param processor milliseconds of processor time, for each change
     * @param load      of the machine over the last minute, when the round was over
     * @param uncovered seconds that an entry waited for a checkpoint, at most; not a number where none are taken
     */
    record Burst(double perSecond, double calls, double processor, double load, double uncovered) {
    }

    /** Changes at an even pace: from source to last target, in milliseconds; and processor time for each, too. */
    record Pace(double p50, double p99, double longest, double processor, double load, double uncovered) {

        static Pace of(Histogram micros, double processor, double load, double uncovered) {
            return new Pace(micros.getValueAtPercentile(50) / 1000.0, micros.getValueAtPercentile(99) / 1000.0, micros.getMaxValue() / 1000.0, processor, load, uncovered);
        }
    }

    void add(Burst burst) {
        bursts.add(burst);
    }

    void add(Pace pace) {
        paces.add(pace);
    }

    double burst(ToDoubleFunction<Burst> figure) {
        return median(bursts, figure);
    }

    double pace(ToDoubleFunction<Pace> figure) {
        return median(paces, figure);
    }

    /** Of all rounds: what is promised is that it never gets longer. */
    double uncovered() {
        return DoubleStream.concat(bursts.stream().mapToDouble(Burst::uncovered), paces.stream().mapToDouble(Pace::uncovered)).filter(seconds -> !Double.isNaN(seconds)).max().orElse(Double.NaN);
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        List<Double> sorted = rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) / 2);
    }
}
