package dev.heed.change;

import java.util.Locale;

/**
 * An address at which a person is reached, in normal form: {@code email:ada@example.com}, {@code phone:+15550100001}.
 * Made by {@code dev.heed.identity}.
 */
public record ContactPoint(Kind kind, String value) {

    public enum Kind { EMAIL, PHONE }

    public static ContactPoint of(String text) {
        int colon = text.indexOf(':');
        return new ContactPoint(Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
    }

    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + value;
    }

    /** Says the kind only: contact points are personal data and this may reach a log. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":…";
    }
}
