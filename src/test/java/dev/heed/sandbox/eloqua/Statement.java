package dev.heed.sandbox.eloqua;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * A markup statement such as <code>{{Contact.Id}}</code> and what it reads. Instants are compared as times, longs as
 * numbers, booleans read {@code True} and {@code False}, and all else is text.
 */
record Statement<T>(String text, Class<?> type, Function<T, Object> read) {

    static <T> Statement<T> number(String text, Function<T, Object> read) {
        return new Statement<>(text, Long.class, read);
    }

    static <T> Statement<T> time(String text, Function<T, Object> read) {
        return new Statement<>(text, Instant.class, read);
    }

    static <T> Statement<T> text(String text, Function<T, Object> read) {
        return new Statement<>(text, String.class, read);
    }

    /** As it stands in the data of an export. */
    String show(T row, ZoneId zone) {
        Object value = read.apply(row);
        if (value instanceof Instant time) {
            return Times.data(time, zone);
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return value == null ? "" : value.toString();
    }
}
