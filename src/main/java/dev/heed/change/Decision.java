package dev.heed.change;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a permission says. The text form is lower case: {@code not_set}. */
public enum Decision {
    GRANTED, DENIED, WITHDRAWN, PENDING, EXPIRED, NOT_SET;

    private static final Map<String, Decision> BY_TEXT = Stream.of(values()).collect(Collectors.toMap(Decision::text, Function.identity()));

    private final String text = name().toLowerCase(Locale.ROOT);

    /** Whether it is a no that only an affirmative statement lifts. */
    public boolean restrictive() {
        return this == DENIED || this == WITHDRAWN || this == EXPIRED;
    }

    public static Decision of(String text) {
        Decision known = BY_TEXT.get(text);
        return known != null ? known : valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return text;
    }
}
