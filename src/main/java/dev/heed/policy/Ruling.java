package dev.heed.policy;

import dev.heed.change.Change;

/**
 * What became of one change, and by which rule.
 *
 * @param winner   the change that it lost against, null where it holds or lost by itself
 * @param sentence for people; holds no personal data
 */
public record Ruling(Rule rule, Change change, Change winner, String sentence) {
}
