package dev.heed.delivery;

import dev.heed.system.AnswerRule.Verdict;
import java.time.Duration;

/**
 * What a system made of one row.
 *
 * @param words its own words, null if it accepted
 * @param after how long to wait before another try, null for the usual backoff
 */
record Outcome(Verdict verdict, String words, Duration after) {
}
