package dev.heed.system;

import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one system is and can do: {@code config/systems/<system>.yaml}.
 *
 * @param kind       what the trade calls it: CRM, e-mail, SMS …
 * @param records    where its records come from
 * @param proof      what lifts a delivery from accepted to confirmed
 * @param echoWindow how long after a write an equal event of its feed is taken for the echo, where the feed has no mark
 * @param holds      what it can hold, and for each the topics that its flag switches besides
 * @param login      null if its component or route signs in by itself
 * @param answers    what to do on which answer, the first that fits
 */
public record Manifest(String system, String title, String kind, boolean enabled, Records records, Proof proof, Duration echoWindow,
                       Map<Key, Set<String>> holds, Limits limits, Login login, List<AnswerRule> answers) {

    /** Where records come from: its feeds show them, or a telephone number or an address is itself the record. */
    public enum Records { OBSERVED, PHONE, EMAIL }

    /** What proves that a write took effect: its own feed, or, where it reports no writes, its answer row by row. */
    public enum Proof { ECHO, ANSWER }

    /**
     * @param batch     rows in one call
     * @param batchWait how long the first row waits for others
     * @param requests  calls allowed in a period
     */
    public record Limits(int batch, Duration batchWait, int requests, Duration period) {
    }

    /** Topics that switch with this key here because the system has no field of their own for them. */
    public boolean governs(Key key, Permission finer) {
        return key instanceof Permission whole && whole.covers(finer) && !whole.equals(finer) && !holds.containsKey(finer)
                && (holds.get(key).contains("*") || holds.get(key).contains(finer.topic()));
    }

    /** Whether a change of this key can alter anything here. */
    public boolean concerns(Key key) {
        return holds.containsKey(key)
                || key instanceof Permission finer && holds.keySet().stream().anyMatch(held -> governs(held, finer));
    }
}
