package dev.heed.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long something may take. Days are whole: the day on which it begins does not count, and the last one counts to its end. */
sealed interface Amount {

    Instant after(Instant start, ZoneId zone);

    record BusinessDays(int days, BusinessCalendar calendar) implements Amount {

        @Override
        public Instant after(Instant start, ZoneId zone) {
            return endOf(calendar.after(LocalDate.ofInstant(start, zone), days), zone);
        }
    }

    record CalendarDays(int days) implements Amount {

        @Override
        public Instant after(Instant start, ZoneId zone) {
            return endOf(LocalDate.ofInstant(start, zone).plusDays(days), zone);
        }
    }

    record Exactly(Duration time) implements Amount {

        @Override
        public Instant after(Instant start, ZoneId zone) {
            return start.plus(time);
        }
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
