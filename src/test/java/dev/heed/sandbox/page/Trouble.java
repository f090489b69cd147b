package dev.heed.sandbox.page;

import dev.heed.sandbox.Faults;
import java.time.Duration;

/**
 * An order to misbehave; what is missing stays as it is.
 *
 * @param slowMillis every API request waits so long, at most a minute
 * @param drop       {@code before} or {@code after} the next API request takes effect
 * @param lose       so many events of the feed are lost
 * @param repeat     so many events of the feed come twice
 * @param swap       the next event comes after the one that follows it
 * @param clear      everything else is forgotten first
 */
record Trouble(Integer slowMillis, Answer answer, String drop, Integer lose, Integer repeat, Boolean swap, Boolean echo, Boolean clear) {

    /** @param retryAfter seconds; missing: no such header */
    record Answer(Integer times, Integer status, Integer retryAfter) {

        Answer {
            times = between("times", times == null ? 1 : times, 1, 1000);
            status = between("status", status == null ? 0 : status, 400, 599);
            retryAfter = retryAfter == null ? -1 : between("retryAfter", retryAfter, 0, 3600);
        }
    }

    Trouble {
        between("slowMillis", slowMillis == null ? 0 : slowMillis, 0, 60_000);
        between("lose", lose == null ? 0 : lose, 0, 1000);
        between("repeat", repeat == null ? 0 : repeat, 0, 1000);
        if (drop != null && !drop.equals("before") && !drop.equals("after")) {
            throw new IllegalArgumentException("drop is before or after");
        }
    }

    void befall(Faults faults) {
        if (Boolean.TRUE.equals(clear)) {
            faults.clear();
        }
        if (slowMillis != null) {
            faults.slow(Duration.ofMillis(slowMillis));
        }
        if (answer != null) {
            faults.answer(answer.times(), answer.status(), answer.retryAfter());
        }
        if (drop != null && drop.equals("before")) {
            faults.dropBefore();
        } else if (drop != null) {
            faults.dropAfter();
        }
        befallFeed(faults);
    }

    private void befallFeed(Faults faults) {
        if (lose != null) {
            faults.lose(lose);
        }
        if (repeat != null) {
            faults.repeat(repeat);
        }
        if (Boolean.TRUE.equals(swap)) {
            faults.swap();
        }
        if (echo != null) {
            faults.echo(echo);
        }
    }

    private static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most);
        }
        return value;
    }
}
