package dev.heed.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/** A day that every year has once. */
sealed interface Day {

    LocalDate in(int year);

    record Fixed(MonthDay day) implements Day {

        @Override
        public LocalDate in(int year) {
            return day.atYear(year);
        }
    }

    /** @param number which of them in the month, -1 for the last */
    record Nth(int month, DayOfWeek weekday, int number) implements Day {

        @Override
        public LocalDate in(int year) {
            return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(number, weekday));
        }
    }

    /** The last such weekday of the month up to this day: Victoria Day is the Monday up to 24 May. */
    record UpTo(int month, DayOfWeek weekday, int day) implements Day {

        @Override
        public LocalDate in(int year) {
            return YearMonth.of(year, month).atDay(day).with(TemporalAdjusters.previousOrSame(weekday));
        }
    }

    record FromEaster(int days) implements Day {

        @Override
        public LocalDate in(int year) {
            return Easter.sunday(year).plusDays(days);
        }
    }
}
