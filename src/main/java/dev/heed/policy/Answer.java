package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.change.Decision;

/**
 * What holds for a slot.
 *
 * @param value text of the decision, or the attribute's value; {@code not_set} where nothing was said
 * @param by    the change that bears it, null where nothing was said
 */
public record Answer(String value, Change by) {

    static final Answer NOT_SET = new Answer(Decision.NOT_SET.text(), null);

    public boolean restrictive() {
        return by != null && by.key() instanceof dev.heed.change.Permission && Decision.of(value).restrictive();
    }
}
