package dev.heed.deadline;

import static dev.heed.deadline.Withdrawals.PROJECT;
import static dev.heed.deadline.Withdrawals.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import dev.heed.config.YamlFile;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of deadlines whatever the calendar, the zone and the moment. */
class DeadlineLawsTest {

    private static final List<String> ZONES = List.of("UTC", "America/New_York", "America/St_Johns", "Australia/Sydney", "Asia/Kathmandu", "Pacific/Apia");

    @Provide
    Arbitrary<Instant> instants() {
        // 2000 to 2100, to the second
        return Arbitraries.longs().between(946_684_800L, 4_102_444_800L).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        YamlFile file = YamlFile.read(Path.of("config/deadlines.yaml"), "deadlines.schema.json");
        Arbitrary<Holiday> holiday = Combinators.combine(Arbitraries.integers().between(1, 12), Arbitraries.integers().between(1, 28),
                        Arbitraries.of(DayOfWeek.class), Arbitraries.of(1, 2, 3, 4, -1), Arbitraries.of(Holiday.Observed.class), Arbitraries.integers().between(0, 3))
                .as((month, day, weekday, nth, observed, kind) -> new Holiday("one", switch (kind) {
                    case 0 -> new Day.Nth(month, weekday, nth);
                    case 1 -> new Day.UpTo(month, weekday, Math.max(day, 7));
                    case 2 -> new Day.FromEaster(day);
                    default -> new Day.Fixed(MonthDay.of(month, day));
                }, observed));
        return Arbitraries.oneOf(holiday.list().ofMaxSize(30).map(BusinessCalendar::new),
                Arbitraries.of("none", "us-federal", "canada", "australia").map(name -> new BusinessCalendar(new HolidayList(file, "/calendars/" + name + "/holidays").read())));
    }

    @Provide
    Arbitrary<Change> withdrawals() {
        return Combinators.combine(Arbitraries.of("email/marketing", "sms/marketing", "phone/marketing", "post/marketing"),
                        Arbitraries.of("US", "US-CA", "CA", "AU", "DE", "GB", "BR", "ZZ").injectNull(0.2), Arbitraries.of("phone:+61412345678", "email:ada@example.com").injectNull(0.2))
                .as((key, jurisdiction, point) -> withdrawal(key, point, jurisdiction));
    }

    @Property
    void businessDaysNeverEndOnAHolidayOrAWeekend(@ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant start,
                                                  @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = 1, max = 40) int days) {
        Instant end = new Amount.BusinessDays(days, calendar).after(start, zone);
        LocalDate last = LocalDate.ofInstant(end.minusNanos(1), zone);

        assertThat(calendar.open(last)).isTrue();
        assertThat(last.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @Property
    void asManyBusinessDaysLieBetweenAsWereAllowed(@ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant start,
                                                   @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = 1, max = 40) int days) {
        LocalDate first = LocalDate.ofInstant(start, zone).plusDays(1);
        LocalDate end = LocalDate.ofInstant(new Amount.BusinessDays(days, calendar).after(start, zone), zone);

        assertThat(first.datesUntil(end).filter(calendar::open).count()).isEqualTo(days);
    }

    @Property
    void aWithdrawalMadeLaterIsNeverDueEarlier(@ForAll("withdrawals") Change change, @ForAll("instants") Instant one, @ForAll @IntRange(max = 2_000_000) int later) {
        Instant other = one.plusSeconds(later);

        assertThat(PROJECT.of(change, one).orElseThrow().at()).isBeforeOrEqualTo(PROJECT.of(change, other).orElseThrow().at());
    }

    @Property
    void aLongerTimeNeverEndsEarlier(@ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant start, @ForAll("zones") ZoneId zone,
                                     @ForAll @IntRange(min = 1, max = 40) int days) {
        assertThat(new Amount.BusinessDays(days, calendar).after(start, zone)).isBefore(new Amount.BusinessDays(days + 1, calendar).after(start, zone));
        assertThat(new Amount.CalendarDays(days).after(start, zone)).isBefore(new Amount.CalendarDays(days + 1).after(start, zone));
    }

    @Property
    void moreHolidaysNeverEndItEarlierAndADeadlineIsAlwaysAhead(@ForAll("calendars") BusinessCalendar calendar, @ForAll("instants") Instant start,
                                                                @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = 1, max = 40) int days) {
        Instant without = new Amount.BusinessDays(days, new BusinessCalendar(List.of())).after(start, zone);

        assertThat(without).isAfter(start).isBeforeOrEqualTo(new Amount.BusinessDays(days, calendar).after(start, zone));
        assertThat(new Amount.CalendarDays(days).after(start, zone)).isAfter(start).isBeforeOrEqualTo(without);
    }

    @Property
    void everyWithdrawalHasADeadlineThatNoApplyingRuleIsStricterThan(@ForAll("withdrawals") Change change, @ForAll("instants") Instant start) {
        Deadline deadline = PROJECT.of(change, start).orElseThrow();

        assertThat(deadline.at()).isAfter(start);
        if (change.permission().channel().equals("email")) {
            assertThat(deadline.at()).isBeforeOrEqualTo(start.plusSeconds(48 * 3600));
        }
    }
}
