package dev.heed.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.config.YamlFile;
import dev.heed.deadline.Holiday.Observed;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The holidays of one calendar of the file. */
record HolidayList(YamlFile file, String at) {

    private static final String FORMS = "expected month and day; or month, weekday and nth; or month, weekday and until; or easter";
    /** No leap year: a day that not every year has is none. */
    private static final int ANY_YEAR = 2023;

    List<Holiday> read() {
        List<Holiday> holidays = new ArrayList<>();
        file.content().at(at).forEach(one -> holidays.add(new Holiday(one.path("name").asText(), day(one, at + "/" + holidays.size()),
                one.has("observed") ? Observed.valueOf(one.path("observed").asText().toUpperCase(Locale.ROOT)) : Observed.ITSELF)));
        return holidays;
    }

    private Day day(JsonNode one, String at) {
        Set<String> members = new TreeSet<>();
        one.fieldNames().forEachRemaining(members::add);
        members.removeAll(Set.of("name", "observed"));
        int month = one.path("month").asInt();
        try {
            return switch (String.join(" ", members)) {
                case "day month" -> new Day.Fixed(MonthDay.from(YearMonth.of(ANY_YEAR, month).atDay(one.path("day").asInt())));
                case "month nth weekday" -> new Day.Nth(month, weekday(one), one.path("nth").asInt());
                case "month until weekday" -> new Day.UpTo(month, weekday(one), YearMonth.of(ANY_YEAR, month).atDay(one.path("until").asInt()).getDayOfMonth());
                case "easter" -> new Day.FromEaster(one.path("easter").asInt());
                default -> throw file.error(at, FORMS);
            };
        } catch (DateTimeException e) {
            throw file.error(at, "there is no such day in that month");
        }
    }

    private static DayOfWeek weekday(JsonNode one) {
        return DayOfWeek.valueOf(one.path("weekday").asText().toUpperCase(Locale.ROOT));
    }
}
