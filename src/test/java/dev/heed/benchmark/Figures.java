package dev.heed.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What was measured of one side, round by round. */
final class Figures {

    /**
     * Times from source to last target in milliseconds.
     *
     * @param load of the machine over the last minute, when the round was over
     */
    record Pace(double perSecond, double p50, double p99, double max, double load) {

        static Pace of(double perSecond, Histogram micros, double load) {
            return new Pace(perSecond, micros.getValueAtPercentile(50) / 1000.0, micros.getValueAtPercentile(99) / 1000.0,
                    micros.getMaxValue() / 1000.0, load);
        }
    }

    /**
     * @param perSecond changes held by all targets, in a second
     * @param calls     to the targets, for each change
     * @param processor milliseconds of processor time, for each change
     */
    record Burst(double perSecond, double calls, double processor, double load) {
    }

    private Figures() {
    }

    static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream().sorted(Comparator.comparingDouble(figure)).mapToDouble(figure).skip((rounds.size() - 1) / 2).findFirst().orElse(Double.NaN);
    }
}
