package dev.heed.policy;

import dev.heed.change.Evidence;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which evidence is the stronger.
 *
 * @param strongestFirst every class once
 */
public record Ranks(List<Evidence> strongestFirst) {

    /** What somebody did to say it. No other evidence ever lifts a refusal, whatever a policy says (law 2). */
    static final Set<Evidence> AFFIRMATIVE = EnumSet.of(Evidence.DOUBLE_OPT_IN, Evidence.FORM, Evidence.AGENT);

    static final Ranks USUAL = new Ranks(List.of(Evidence.values()));

    boolean atLeast(Evidence one, Evidence other) {
        return strongestFirst.indexOf(one) <= strongestFirst.indexOf(other);
    }

    Evidence weaker(Evidence one, Evidence other) {
        return atLeast(one, other) ? other : one;
    }
}
