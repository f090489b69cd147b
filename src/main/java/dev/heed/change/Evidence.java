package dev.heed.change;

import java.util.Locale;

/** How a statement was collected, strongest first. */
public enum Evidence {
    DOUBLE_OPT_IN, FORM, AGENT, IMPORT, INFERRED, THIRD_PARTY;

    public boolean atLeast(Evidence other) {
        return ordinal() <= other.ordinal();
    }

    /** The weaker of the two. */
    public Evidence weaker(Evidence other) {
        return atLeast(other) ? other : this;
    }

    public static Evidence of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
