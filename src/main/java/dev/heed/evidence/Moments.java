package dev.heed.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Instants to the microsecond, which is what the ledger keeps, always with six digits. */
final class Moments {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Moments() {
    }

    static String text(Instant instant) {
        return TEXT.format(instant);
    }

    /** A finer one would be rounded by the database and hash otherwise when it is read again. */
    static void check(String name, Instant instant) {
        if (instant != null && !instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(name + " is finer than a microsecond, which the ledger cannot keep");
        }
    }
}
