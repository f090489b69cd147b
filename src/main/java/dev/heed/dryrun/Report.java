package dev.heed.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was looked at, and how much of it would differ.
 *
 * @param at      instant at which both answers are given
 * @param notes   what would be different besides, and no count shows
 * @param seconds how long it took
 */
public record Report(Instant since, Instant at, Looked looked, Messages messages, States states, Values values, List<String> notes, double seconds) {

    /**
     * @param changes  recorded since
     * @param subjects  concerned by them, or by messages that would say something else
     * @param differing of whom something would differ
     * @param erased    of whom nothing can be read any more, left out
     */
    public record Looked(long changes, long subjects, long differing, long erased) {
    }

    /**
     * Those that were read again: of systems whose mapping tables read otherwise.
     *
     * @param read       how many
     * @param otherwise  would tell something else
     * @param statements that would be other ones, or would be there or not
     * @param parked     are understood today and would be parked
     * @param readable   are not understood today and would be
     * @param unknown    of those that tell something else, about nobody that Heed knows
     * @param erased     are about somebody who was erased, and cannot be read
     * @param dropped    changes whose message is past retention: what they say is taken as it was read
     */
    public record Messages(long read, long otherwise, long statements, long parked, long readable, long unknown, long erased, long dropped) {
    }

    /** @param rules how many by the rule by which what decides today would not any more */
    public record States(long count, Map<String, Long> rules) {
    }

    /** @param systems by system, and there by that rule, or by {@code mapping} or {@code manifest} where the answer is the same */
    public record Values(long count, Map<String, Map<String, Long>> systems) {
    }

    /** Whether anything would differ that can be counted. */
    public boolean differs() {
        return states.count() + values.count() + messages.otherwise() + messages.parked() + messages.readable() > 0;
    }
}
