package dev.heed.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a simulated system misbehaves. HTTP faults are served by {@link FaultFilter} before or after the simulator; feed
 * faults are asked for by the simulator, which sends every event of its feed through {@link #feed(Object)}.
 */
public final class Faults {

    /** One prepared answer: the status, and {@code Retry-After} in seconds where not negative. */
    record Answer(int status, int retryAfter) {
    }

    /** When a connection is cut: before the request took effect, or after. */
    public enum Drop { BEFORE, AFTER }

    private record Dropping(Drop when, String path) {
    }

    /**
     * An API request, whatever became of it.
     *
     * @param at     when it came
     * @param status what it was answered, 0 if its connection was cut
     */
    public record Call(Instant at, String method, String path, int status) {
    }

    private static final int REMEMBERED = 1000;

    private Duration delay = Duration.ZERO;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Dropping> drops = new ArrayDeque<>();
    private final Deque<Call> calls = new ArrayDeque<>();
    private int losing;
    private int repeating;
    private int swapping;
    private Object heldBack;
    private boolean echo;

    /** Every API request waits this long first, or until it is to wait no longer. */
    public synchronized void slow(Duration delay) {
        this.delay = delay;
        notifyAll();
    }

    /** The next {@code times} API requests are answered so, without effect; {@code retryAfter} in seconds, negative for none. */
    public synchronized void answer(int times, int status, int retryAfter) {
        for (int i = 0; i < times; i++) {
            answers.add(new Answer(status, retryAfter));
        }
    }

    /** The next API request loses its connection before it takes effect. */
    public void dropBefore() {
        dropBefore("");
    }

    /** The same for the next one with this in its path; those before it pass. A feed's connection is cut by naming it: {@code /cometd/}, or a file's folder. */
    public synchronized void dropBefore(String path) {
        drops.add(new Dropping(Drop.BEFORE, path));
    }

    /** The next API request takes effect, and then the connection is cut instead of an answer. */
    public void dropAfter() {
        dropAfter("");
    }

    /** The same for the next one with this in its path; those before it pass. */
    public synchronized void dropAfter(String path) {
        drops.add(new Dropping(Drop.AFTER, path));
    }

    /** Whether a connection is still to be cut. */
    public synchronized boolean isToDrop() {
        return !drops.isEmpty();
    }

    /** The next {@code events} events of the feed are lost. */
    public synchronized void lose(int events) {
        losing = events;
    }

    /** The next {@code events} events of the feed come twice. */
    public synchronized void repeat(int events) {
        repeating = events;
    }

    /** The next event of the feed comes after the one that follows it. */
    public synchronized void swap() {
        swapping = 1;
    }

    /** Lets a system whose real counterpart does not report API writes in its feed report them all the same. */
    public synchronized void echo(boolean on) {
        echo = on;
    }

    public synchronized boolean echoes() {
        return echo;
    }

    public synchronized void clear() {
        slow(Duration.ZERO);
        answers.clear();
        drops.clear();
        losing = repeating = swapping = 0;
        heldBack = null;
        echo = false;
    }

    /** What the feed lets through for this event: nothing, it, it twice, or it and one that was held back. */
    @SuppressWarnings("unchecked")
    public synchronized <T> List<T> feed(T event) {
        if (losing > 0) {
            losing--;
            return List.of();
        }
        if (swapping > 0) {
            swapping--;
            heldBack = event;
            return List.of();
        }
        List<T> through = new ArrayList<>(List.of(event));
        if (repeating > 0) {
            repeating--;
            through.add(event);
        }
        if (heldBack != null) {
            through.add((T) heldBack);
            heldBack = null;
        }
        return through;
    }

    synchronized Duration delay() {
        return delay;
    }

    /** The latest API requests, in the order in which they ended. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized void note(Call call) {
        calls.add(call);
        if (calls.size() > REMEMBERED) {
            calls.remove();
        }
    }

    /** Holds a request up for as long as it is to wait. */
    synchronized void holdUp() throws InterruptedException {
        long since = System.nanoTime();
        for (long left = delay.toNanos(); left > 0; left = delay.toNanos() - (System.nanoTime() - since)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized Answer nextAnswer() {
        return answers.poll();
    }

    synchronized Drop nextDrop(String path) {
        return drops.isEmpty() || !path.contains(drops.peek().path()) ? null : drops.remove().when();
    }

    /** The same for what a client reads or waits for in a feed: cut only where the order names it. */
    public synchronized Drop nextDropOfFeed(String path) {
        return drops.isEmpty() || drops.peek().path().isEmpty() ? null : nextDrop(path);
    }
}
