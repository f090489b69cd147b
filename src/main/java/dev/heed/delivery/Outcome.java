package dev.heed.delivery;

import dev.heed.system.AnswerRule.Verdict;
import java.time.Duration;
import java.util.Collection;

/**
 * What a system made of one row.
 *
 * @param words its own words, null if it accepted
 * @param after how long to wait before another try, null for the usual backoff
 */
record Outcome(Verdict verdict, String words, Duration after) {

    /** The same, with nothing in its words that tells of these rows. */
    Outcome without(Collection<Batch.Row> rows) {
        return new Outcome(verdict, Redaction.of(words, rows), after);
    }
}
