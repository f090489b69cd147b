package dev.heed.benchmark.past;

import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * How the benchmark of time travel is run.
 *
 * @param entries  in the ledger, about
 * @param subjects who said them
 * @param changes  of each of the two who change their minds all the time
 * @param warmUp   questions before anything is measured
 * @param asked    questions about subjects drawn at random
 * @param busy     questions about each of the two
 * @param writers  who fill the database at once
 * @param keep     whether the filled database stays, to be looked at
 */
record PastSettings(long entries, int subjects, int changes, int warmUp, int asked, int busy, int writers, boolean keep) {

    /** Turns in which a subject may speak; one in two does. */
    static final int TURNS_AN_ENTRY = 2;

    static PastSettings of(String... arguments) {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(arguments);
        long entries = number(given, "entries", 10_000_000);
        return new PastSettings(entries, (int) number(given, "subjects", Math.max(1, entries / 10)), (int) number(given, "changes", 10_000),
                (int) number(given, "warm-up", 10_000), (int) number(given, "asked", 20_000), (int) number(given, "busy", 2_000),
                (int) number(given, "writers", Runtime.getRuntime().availableProcessors() + 1), given.containsProperty("keep"));
    }

    private static long number(SimpleCommandLinePropertySource given, String name, long otherwise) {
        return given.containsProperty(name) ? Long.parseLong(given.getProperty(name)) : otherwise;
    }

    int turns() {
        return (int) Math.max(1, TURNS_AN_ENTRY * entries / subjects);
    }
}
