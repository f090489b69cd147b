package dev.heed.sandbox.salesforce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** How the platform reads and writes instants: ISO 8601 with a zone, milliseconds always shown. */
final class DateTimes {

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHMM", "Z").optionalEnd()
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter REST = writer("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");
    private static final DateTimeFormatter EVENT = writer("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private DateTimes() {
    }

    static Instant parse(String text) {
        return OffsetDateTime.parse(text, READ).toInstant();
    }

    /** A field value as a REST answer shows it. */
    static Object inRest(Object value) {
        return value instanceof Instant instant ? REST.format(instant) : value;
    }

    /** A field value as a change event shows it. */
    static Object inEvent(Object value) {
        return value instanceof Instant instant ? EVENT.format(instant) : value;
    }

    private static DateTimeFormatter writer(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
