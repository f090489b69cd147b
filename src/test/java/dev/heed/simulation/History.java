package dev.heed.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One history to be played.
 *
 * @param skews   how far each system's clock is off, in milliseconds
 * @param weather how much goes wrong on the way, from 0 to 2
 */
record History(long seed, Map<String, Long> skews, List<Person> persons, int weather, List<Act> acts) {

    History with(List<Act> others) {
        return new History(seed, skews, persons, weather, List.copyOf(others));
    }

    String text() {
        return "seed " + seed + ", clocks " + skews + ", weather " + weather + "\n" + acts.stream().map(act -> "  " + act).collect(Collectors.joining("\n"));
    }
}
