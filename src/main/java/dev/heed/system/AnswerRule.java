package dev.heed.system;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What an answer of a system means for the call that got it.
 *
 * @param status three digits, or {@code 4xx}; null for any
 * @param body   found in the body; null for any
 * @param after  how long to wait where the answer itself does not say, null for the usual backoff
 */
public record AnswerRule(String status, Pattern body, Verdict verdict, Duration after) {

    /** Try again, sign in and try again, give up and park, the record is not there, or all is well. */
    public enum Verdict { RETRY, LOGIN, REFUSE, ABSENT, ACCEPT }

    public boolean fits(int status, String text) {
        String digits = String.valueOf(status);
        return (this.status == null || this.status.equals(digits)
                || this.status.endsWith("xx") && this.status.charAt(0) == digits.charAt(0))
                && (body == null || body.matcher(text).find());
    }
}
