package dev.heed.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.system.AnswerRule.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a system made of one row.
 *
 * @param words  its own words, null if it accepted
 * @param after  how long to wait before another try, null for the usual backoff
 * @param stands whether what was to be written was read there: nothing was written, and no echo is to be waited for
 */
public record Outcome(Verdict verdict, String words, Duration after, boolean stands) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** As a route's second shape says it: {@code {"verdict": "accept" | "refuse" | "retry" | "absent", "words": …, "after": seconds to wait before a retry, "stands": true if it was read there}}. */
    public static Outcome of(JsonNode row) {
        return new Outcome(Verdict.valueOf(row.path("verdict").asText().toUpperCase(Locale.ROOT)), row.path("words").asText(null),
                row.path("after").canConvertToInt() ? Duration.ofSeconds(row.path("after").asInt()) : null, row.path("stands").asBoolean());
    }

    static Outcome of(Verdict verdict, String words, Duration after) {
        return new Outcome(verdict, words, after, false);
    }

    /** The same, with nothing in its words that tells of these rows. */
    Outcome without(Collection<Batch.Row> rows) {
        return new Outcome(verdict, Redaction.of(words, rows), after, stands);
    }

    /** The same, with nothing in its words that tells of records with these ids. */
    public Outcome withoutIds(Collection<String> ids) {
        return new Outcome(verdict, Redaction.of(words, ids.stream()), after, stands);
    }

    /**
     * How long to wait before it is tried again.
     *
     * @param attempts how often it was tried before
     */
    public Duration pause(int attempts) {
        if (after != null) {
            return after;
        }
        long backoff = Math.min(FIRST_WAIT.toMillis() << Math.min(attempts, 10), LONGEST_WAIT.toMillis());
        // spread, so that all who failed together do not come back together
        return Duration.ofMillis(backoff * 3 / 4 + ThreadLocalRandom.current().nextLong(backoff / 2));
    }
}
