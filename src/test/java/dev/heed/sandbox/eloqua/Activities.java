package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.Faults;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The feed: what was subscribed and unsubscribed, each from the moment it shows in exports. */
final class Activities {

    private record Shown(Activity activity, Instant from) implements Serializable {
    }

    record Memory(List<Shown> all, long lastId) implements Serializable {
    }

    private final Clock clock;
    private final Faults faults;
    private final List<Shown> all = new ArrayList<>();
    private long lastId = 1009876000;
    private Duration delay = Duration.ZERO;

    Activities(Clock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    synchronized void record(LongFunction<Activity> activity) {
        Instant from = clock.instant().plus(delay);
        faults.feed(activity.apply(++lastId)).forEach(through -> all.add(new Shown(through, from)));
    }

    /** From now on an activity shows in exports only so long after it happened, with its true time in it. */
    synchronized void delay(Duration delay) {
        this.delay = delay;
    }

    synchronized List<Activity> shown() {
        Instant now = clock.instant();
        return all.stream().filter(shown -> !shown.from.isAfter(now)).map(Shown::activity).toList();
    }

    synchronized Memory memory() {
        return new Memory(List.copyOf(all), lastId);
    }

    synchronized void recall(Memory memory) {
        all.addAll(memory.all());
        lastId = memory.lastId();
    }

    synchronized void clear() {
        all.clear();
        delay = Duration.ZERO;
    }
}
