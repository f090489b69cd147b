package dev.heed.benchmark;

import java.time.Duration;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * How the benchmark is run.
 *
 * @param targets     systems that every change is carried to
 * @param latency     what a target takes to answer a call
 * @param customers   who change their minds in turn
 * @param connections of the source
 * @param warmUp      how long changes are carried before anything is measured, for each side: as fast as it goes, and then at an even pace as long again
 * @param burst       changes of the run that measures how many are carried in a second
 * @param rounds      of which the median is taken
 * @param seconds     of the run at an even pace
 * @param share       pace of that run, as a share of what the slower side can carry
 * @param steps       whether to run Heed alone, with a watch in every step
 */
record Settings(int targets, Duration latency, int customers, int connections, Duration warmUp, int burst, int rounds, int seconds, double share,
                boolean steps) {

    static Settings of(String... arguments) {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(arguments);
        return new Settings(number(given, "targets", 4), Duration.ofMillis(number(given, "latency", 5)), number(given, "customers", 1500),
                number(given, "connections", 16), Duration.ofSeconds(number(given, "warm-up", 60)), number(given, "burst", 1000), number(given, "rounds", 3),
                number(given, "seconds", 12), number(given, "share", 30) / 100.0, given.containsProperty("steps"));
    }

    private static int number(SimpleCommandLinePropertySource given, String name, int otherwise) {
        return given.containsProperty(name) ? Integer.parseInt(given.getProperty(name)) : otherwise;
    }
}
