package dev.heed.change;

import java.util.Locale;

/** How a contact point came to the source: from the subject, typed by an agent, bought or passed on, worked out. */
public enum PointOrigin {
    SUBJECT, AGENT, THIRD_PARTY, DERIVED;

    /** Whether the address is known without the subject's having had a part in it. */
    public boolean foreign() {
        return this == THIRD_PARTY || this == DERIVED;
    }

    public static PointOrigin of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
