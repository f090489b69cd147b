package dev.heed.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.config.YamlFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendars of {@code config/deadlines.yaml}, against the days that their governments have published. */
class BusinessCalendarTest {

    private static final YamlFile FILE = YamlFile.read(Path.of("config/deadlines.yaml"), "deadlines.schema.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            us-federal | 2026 | 01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25
            us-federal | 2027 | 01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31
            us-federal | 2028 | 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25
            canada     | 2026 | 01-01 04-03 05-18 07-01 09-07 09-30 10-12 11-11 12-25 12-28
            canada     | 2027 | 01-01 03-26 05-24 07-01 09-06 09-30 10-11 11-11 12-27 12-28
            canada     | 2028 | 01-03 04-14 05-22 07-03 09-04 10-02 10-09 11-13 12-25 12-26
            australia  | 2026 | 01-01 01-26 04-03 04-06 12-25 12-28
            australia  | 2027 | 01-01 01-26 03-26 03-29 12-27 12-28
            australia  | 2028 | 01-03 01-26 04-14 04-17 04-25 12-25 12-26
            australia  | 2033 | 01-03 01-26 04-15 04-18 04-25 12-26 12-27
            """)
    void areTheWeekdaysOffThatTheyShouldBe(String calendar, int year, String days) {
        BusinessCalendar business = new BusinessCalendar(new HolidayList(FILE, "/calendars/" + calendar + "/holidays").read());
        List<LocalDate> off = Stream.iterate(LocalDate.of(year, Month.JANUARY, 1), day -> day.getYear() == year, day -> day.plusDays(1))
                .filter(day -> day.getDayOfWeek().getValue() < 6 && !business.open(day)).toList();

        assertThat(off).isEqualTo(Stream.of(days.split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList());
    }

    @ParameterizedTest
    @CsvSource({"1818-03-22", "1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"})
    void easterIsWhenItIs(LocalDate sunday) {
        assertThat(Easter.sunday(sunday.getYear())).isEqualTo(sunday);
    }
}
