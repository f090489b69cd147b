package dev.heed.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Instants as they are asked for: RFC 3339, with an offset, to the microsecond. */
final class Times {

    private Times() {
    }

    static Instant instant(String name, String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (instant.isBefore(Instant.EPOCH)) {
                throw Wrong.member(name, "is before 1970");
            }
            return instant;
        } catch (DateTimeException e) {
            throw Wrong.member(name, "is to look like 2024-05-20T10:13:21Z, with an offset");
        }
    }
}
