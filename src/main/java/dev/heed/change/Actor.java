package dev.heed.change;

import java.util.Locale;

/** Who made the statement: the subject in person, an agent for the subject, a program, or somebody else. */
public enum Actor {
    SUBJECT, AGENT, AUTOMATION, THIRD_PARTY;

    public static Actor of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
