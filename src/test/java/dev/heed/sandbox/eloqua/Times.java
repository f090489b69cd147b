package dev.heed.sandbox.eloqua;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.Optional;

/** The three ways in which Eloqua writes a time: Unix seconds (REST), ISO with seven decimals (Bulk resources), and plain text in a zone (Bulk data and filters). */
final class Times {

    private static final DateTimeFormatter SEVEN_DECIMALS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATA = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter PLAIN = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart().appendPattern(" HH:mm:ss")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 1, 7, true)
            .toFormatter();

    private Times() {
    }

    static String unix(Instant time) {
        return time == null ? "" : String.valueOf(time.getEpochSecond());
    }

    static String resource(Instant time) {
        return SEVEN_DECIMALS.format(time);
    }

    static String data(Instant time, ZoneId zone) {
        return DATA.withZone(zone).format(time);
    }

    static Optional<Instant> parseUnix(String text) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code yyyy-MM-dd[ HH:mm:ss[.fraction]]} in the zone given. */
    static Optional<Instant> parsePlain(String text, ZoneId zone) {
        try {
            var parsed = PLAIN.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            var local = LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> parseResource(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
