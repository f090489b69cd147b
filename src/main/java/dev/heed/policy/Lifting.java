package dev.heed.policy;

import dev.heed.change.Evidence;

/**
 * Whose later yes lifts a no. Programs and third parties are not named: theirs lifts nothing (law 2).
 *
 * @param subject weakest evidence with which the subject lifts any refusal
 * @param agent   weakest evidence with which an agent lifts one that is no better evidenced, null if agents lift none
 */
public record Lifting(Evidence subject, Evidence agent) {

    static final Lifting USUAL = new Lifting(Evidence.FORM, Evidence.AGENT);
}
