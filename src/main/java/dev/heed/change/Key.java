package dev.heed.change;

/** What a change is about: a {@link Permission} ({@code email/marketing/newsletter}) or an {@link Attribute} ({@code language}). */
public sealed interface Key permits Permission, Attribute {

    static Key of(String text) {
        return text.indexOf('/') < 0 ? new Attribute(text) : Permission.of(text);
    }

    /** The form used in files, messages and the database. */
    String text();
}
