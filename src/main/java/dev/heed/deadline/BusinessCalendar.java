package dev.heed.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The days on which business is done: weekdays that are no holidays. */
final class BusinessCalendar {

    private final List<Holiday> holidays;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    BusinessCalendar(List<Holiday> holidays) {
        this.holidays = List.copyOf(holidays);
    }

    boolean open(LocalDate date) {
        // the neighbours too: a New Year's Day on a Saturday can be observed in the old year
        return !weekend(date) && IntStream.rangeClosed(date.getYear() - 1, date.getYear() + 1)
                .noneMatch(year -> years.computeIfAbsent(year, this::of).contains(date));
    }

    /** The {@code days}-th business day after this date. */
    LocalDate after(LocalDate date, int days) {
        LocalDate day = date;
        for (int i = 0; i < days; i++) {
            do {
                day = day.plusDays(1);
            } while (!open(day));
        }
        return day;
    }

    private Set<LocalDate> of(int year) {
        Set<LocalDate> days = new HashSet<>();
        holidays.stream().filter(holiday -> !moves(holiday, year)).forEach(holiday -> days.add(holiday.day().in(year)));
        // only now: who moves goes to a day that is still free
        holidays.stream().filter(holiday -> moves(holiday, year)).forEach(holiday -> days.add(moved(holiday, year, days)));
        return days;
    }

    private static boolean moves(Holiday holiday, int year) {
        return holiday.observed() != Holiday.Observed.ITSELF && weekend(holiday.day().in(year));
    }

    private static LocalDate moved(Holiday holiday, int year, Set<LocalDate> taken) {
        LocalDate day = holiday.day().in(year);
        if (holiday.observed() == Holiday.Observed.NEAREST) {
            return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.minusDays(1) : day.plusDays(1);
        }
        while (weekend(day) || taken.contains(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean weekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
