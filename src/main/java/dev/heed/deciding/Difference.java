package dev.heed.deciding;

import dev.heed.change.Key;
import dev.heed.policy.Answer;

/** Where a record does not say what it should: the token to write, and the answer that it says. */
public record Difference(Key key, String token, Answer answer) {
}
