package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Where a feed says when something was said.
 *
 * @param format      {@code epochMillis}, {@code epochSeconds}, {@code iso}, or a pattern of java.time, read as English and UTC
 * @param granularity how finely the feed tells time: the statement was made within this span from the time given
 * @param latest      the statement was made then or at some time before, as with the time a record was last touched
 */
record Moment(Path path, String format, Duration granularity, boolean latest) {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendPattern("[XXX][XX][X]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0).toFormatter(Locale.ROOT);

    /** Null where the message does not say. */
    Instant read(JsonNode message, String feed) {
        String text = path.read(message).asText("").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (format) {
                case "epochMillis" -> Instant.ofEpochMilli(Long.parseLong(text));
                case "epochSeconds" -> Instant.ofEpochSecond(Long.parseLong(text));
                case "iso" -> OffsetDateTime.parse(text, ISO).toInstant();
                default -> LocalDateTime.parse(text, DateTimeFormatter.ofPattern(format, Locale.ENGLISH)).toInstant(ZoneOffset.UTC);
            };
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new Unreadable(feed + ": " + path + " is no time of the form " + format);
        }
    }
}
