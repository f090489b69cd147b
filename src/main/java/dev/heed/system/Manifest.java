package dev.heed.system;

import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one system is and can do: {@code config/systems/<system>.yaml}.
 *
 * @param kind       what the trade calls it: CRM, e-mail, SMS …
 * @param encoding   that of the files it hands over; what comes by HTTP says it itself
 * @param records    where its records come from
 * @param proof      what lifts a delivery from accepted to confirmed
 * @param echoWindow how long after a write an equal event of its feed is taken for the echo, where the feed has no mark
 * @param holds      what it can hold, and for each what its flag switches besides: topics of it, {@code *} for all of them, or
 *                   other permissions, each with its topics
 * @param erasure    what becomes of a record whose person asked to be erased
 * @param login      null if its component or route signs in by itself
 * @param answers    what to do on which answer, the first that fits
 */
public record Manifest(String system, String title, String kind, boolean enabled, Charset encoding, Records records, Proof proof, Duration echoWindow,
                       Map<Key, Set<String>> holds, Erasure erasure, Limits limits, Login login, List<AnswerRule> answers) {

    /** Where records come from: its feeds show them, or a telephone number or an address is itself the record. */
    public enum Records { OBSERVED, PHONE, EMAIL }

    /** What proves that a write took effect: its own feed, or, where it reports no writes, its answer row by row. */
    public enum Proof { ECHO, ANSWER }

    /** What it is told of a person who is erased: that they refused everything, or that and then to delete their records. */
    public enum Erasure { SUPPRESS, DELETE }

    /**
     * @param batch     rows in one call
     * @param batchWait how long the first row waits for others
     * @param requests  calls allowed in a period
     */
    public record Limits(int batch, Duration batchWait, int requests, Duration period) {
    }

    /** What switches with this key here because the system has no field of its own for it. */
    public boolean governs(Key key, Permission other) {
        Set<String> besides = key instanceof Permission ? holds.getOrDefault(key, Set.of()) : Set.of();
        return !besides.isEmpty() && !holds.containsKey(other) && besides.stream().anyMatch(named -> switches((Permission) key, named, other));
    }

    /** Whether nothing else here switches the whole that this is a part of: then its own flag has to say what holds of the whole. */
    public boolean standsAlone(Permission part) {
        return holds.keySet().stream().noneMatch(held -> !held.equals(part) && held instanceof Permission whole && whole.covers(part));
    }

    /** Whether what is said of this permission is said by the flag of that key here. */
    public boolean says(Key held, Permission said) {
        return held.equals(said) || governs(held, said) || holds.containsKey(held) && held instanceof Permission part && said.covers(part) && standsAlone(part);
    }

    private static boolean switches(Permission flag, String named, Permission other) {
        if (named.contains("/")) {
            return ((Permission) Key.of(named)).covers(other);
        }
        return flag.channel().equals(other.channel()) && flag.purpose().equals(other.purpose()) && other.topic() != null && !flag.equals(other)
                && (named.equals("*") || named.equals(other.topic()));
    }

    /** Whether a change of this key can alter anything here. */
    public boolean concerns(Key key) {
        return holds.containsKey(key)
                || key instanceof Permission said && holds.keySet().stream().anyMatch(held -> says(held, said));
    }
}
