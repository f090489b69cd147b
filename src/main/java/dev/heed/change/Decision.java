package dev.heed.change;

import java.util.Locale;

/** What a permission says. The text form is lower case: {@code not_set}. */
public enum Decision {
    GRANTED, DENIED, WITHDRAWN, PENDING, EXPIRED, NOT_SET;

    /** Whether it is a no that only an affirmative statement lifts. */
    public boolean restrictive() {
        return this == DENIED || this == WITHDRAWN || this == EXPIRED;
    }

    public static Decision of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
