package dev.heed.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** What is between the systems and Heed: it delays, loses, doubles and, where a feed keeps no order, changes places. */
final class Wire {

    /** What becomes of a call. */
    enum Fate { ANSWERED, FAILED, NEVER_ARRIVED, ANSWER_LOST }

    private final Agenda agenda;
    private final int weather;
    private final Map<String, Random> noise = new HashMap<>();
    private final Map<String, Long> lastArrival = new HashMap<>();
    private final long seed;
    private Consumer<Told> ear;
    private boolean calm;

    /** @param weather from 0, where nothing goes wrong, to 2 */
    Wire(Agenda agenda, long seed, int weather) {
        this.agenda = agenda;
        this.seed = seed;
        this.weather = weather;
    }

    void heardBy(Consumer<Told> who) {
        ear = who;
    }

    /** From now on nothing goes wrong. */
    void calm() {
        calm = true;
    }

    /** A feed in order: later messages arrive later, some not at all. */
    void stream(Told told, boolean mayBeLost) {
        Random random = noise(told.system() + told.feed());
        if (mayBeLost && bad(random, 4)) {
            return;
        }
        long arrival = Math.max(agenda.now() + delay(random), lastArrival.getOrDefault(told.system() + told.feed(), 0L));
        lastArrival.put(told.system() + told.feed(), arrival);
        agenda.at(arrival, () -> ear.accept(told));
        if (bad(random, 5)) {
            agenda.at(arrival + delay(random), () -> ear.accept(told));
        }
    }

    /** A webhook: in any order, sent again until it is heard. */
    void post(Told told) {
        Random random = noise(told.system() + told.feed());
        long again = bad(random, 8) ? 20_000 + random.nextInt(10_000) : 0;
        agenda.in(again + delay(random), () -> ear.accept(told));
        if (bad(random, 10)) {
            agenda.in(again + delay(random) + delay(random), () -> ear.accept(told));
        }
    }

    /** A look that Heed itself takes. */
    void show(Told told) {
        ear.accept(told);
    }

    Fate fate(String system) {
        Random random = noise("calls of " + system);
        if (!bad(random, 12)) {
            return Fate.ANSWERED;
        }
        return Fate.values()[1 + random.nextInt(3)];
    }

    long delay(String system) {
        return delay(noise("calls of " + system)) / 2;
    }

    boolean losesWake(String system) {
        return bad(noise("wakes of " + system), 6);
    }

    private boolean bad(Random random, int percent) {
        int drawn = random.nextInt(100);
        return !calm && drawn < percent * weather / 2.0;
    }

    private long delay(Random random) {
        long usual = 20 + random.nextInt(400);
        int drawn = random.nextInt(100);
        long slow = random.nextInt(20_000);
        return calm || weather == 0 || drawn >= 8 * weather ? usual : usual + slow;
    }

    private Random noise(String what) {
        return noise.computeIfAbsent(what, name -> new Random(seed * 31 + name.hashCode()));
    }
}
