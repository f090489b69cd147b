package dev.heed.deadline;

import static dev.heed.deadline.Withdrawals.PROJECT;
import static dev.heed.deadline.Withdrawals.change;
import static dev.heed.deadline.Withdrawals.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What {@code config/deadlines.yaml} says, on known days. */
class DeadlinesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void tenBusinessDaysOverThanksgiving() {
        // 26 November 2026 is Thanksgiving, so ten days after the 20th are the 7th of December and not the 4th
        Deadline deadline = of(withdrawal("sms/marketing", "phone:+12125550100", null), "2026-11-20T15:00:00Z");

        assertThat(deadline.at()).isEqualTo(endOf("2026-12-07", NEW_YORK));
        assertThat(deadline.law()).contains("64.1200(a)(10)");
        assertThat(deadline.jurisdiction()).isEqualTo("US");
    }

    @Test
    void tenBusinessDaysOverChristmasAndNewYear() {
        // 25 December 2026 and 1 January 2027 are Fridays
        assertThat(of(withdrawal("phone/marketing", "phone:+12125550100", null), "2026-12-21T15:00:00Z").at()).isEqualTo(endOf("2027-01-06", NEW_YORK));
    }

    @Test
    void aNewYearOnASaturdayIsObservedInTheOldYear() {
        // 31 December 2027, a Friday, stands for 1 January 2028
        assertThat(of(withdrawal("sms/marketing", null, "US"), "2027-12-20T15:00:00Z").at()).isEqualTo(endOf("2028-01-05", NEW_YORK));
    }

    @Test
    void theDayOnWhichItWasSaidIsTheDayThereAndNotHere() {
        // three in the morning of the 21st in London is still the 20th in New York
        assertThat(of(withdrawal("sms/marketing", null, "US"), "2026-11-21T03:00:00Z").at()).isEqualTo(endOf("2026-12-07", NEW_YORK));
        assertThat(of(withdrawal("sms/marketing", null, "US"), "2026-11-21T06:00:00Z").at()).isEqualTo(endOf("2026-12-07", NEW_YORK));
        assertThat(of(withdrawal("sms/marketing", null, "US"), "2026-11-23T15:00:00Z").at()).isEqualTo(endOf("2026-12-08", NEW_YORK));
    }

    @Test
    void fiveWorkingDaysOverEasterInAustralia() {
        // 3 and 6 April 2026 are Good Friday and Easter Monday; summer time ends on the 5th
        assertThat(of(withdrawal("sms/marketing", "phone:+61412345678", null), "2026-03-31T22:00:00Z").at())
                .isEqualTo(endOf("2026-04-10", ZoneId.of("Australia/Sydney")));
    }

    @Test
    void christmasAndBoxingDayOnAWeekendAreMadeUpForOnMondayAndTuesday() {
        // 25 and 26 December 2027 are Saturday and Sunday, 1 January 2028 is a Saturday
        assertThat(of(withdrawal("sms/marketing", null, "AU"), "2027-12-23T22:00:00Z").at()).isEqualTo(endOf("2028-01-05", ZoneId.of("Australia/Sydney")));
    }

    @Test
    void tenBusinessDaysOverVictoriaDayInCanada() {
        // Monday, 18 May 2026
        assertThat(of(withdrawal("sms/marketing", "phone:+14165550100", null), "2026-05-14T15:00:00Z"))
                .isEqualTo(new Deadline(endOf("2026-05-29", ZoneId.of("America/St_Johns")), "S.C. 2010, c. 23, s. 11(3) (CASL)", "CA"));
    }

    @Test
    void theStrictestRuleWins() {
        // CAN-SPAM allows ten business days, the mailbox providers two days
        assertThat(of(withdrawal("email/marketing", "email:ada@example.com", "US"), "2026-11-20T15:00:00Z"))
                .isEqualTo(new Deadline(Instant.parse("2026-11-22T15:00:00Z"), "Gmail and Yahoo, rules for bulk senders", "US"));
    }

    @Test
    void aPartOfACountryHasTheCountrysRulesAndAMemberThoseOfItsUnion() {
        assertThat(of(withdrawal("sms/marketing", null, "US-CA"), "2026-11-20T15:00:00Z").law()).contains("TCPA");
        assertThat(of(withdrawal("post/marketing", null, "DE"), "2026-11-20T15:00:00Z").law()).startsWith("GDPR");
        assertThat(of(withdrawal("post/marketing", null, "NO"), "2026-11-20T15:00:00Z").law()).startsWith("GDPR");
    }

    @Test
    void whereNoLawAppliesOurOwnFigureDoes() {
        assertThat(of(withdrawal("post/marketing", null, "BR"), "2026-11-20T15:00:00Z").at()).isEqualTo(endOf("2026-12-20", NEW_YORK));
    }

    @Test
    void theSourcesJurisdictionComesBeforeTheNumbersAndThatBeforeHome() {
        assertThat(jurisdiction(withdrawal("sms/marketing", "phone:+61412345678", "de"))).isEqualTo("DE");
        assertThat(jurisdiction(withdrawal("sms/marketing", "phone:+61412345678", null))).isEqualTo("AU");
        assertThat(jurisdiction(withdrawal("sms/marketing", "phone:+61412345678", "somewhere"))).isEqualTo("AU");
        assertThat(jurisdiction(withdrawal("sms/marketing", "phone:+14165550100", null))).isEqualTo("CA");
        assertThat(jurisdiction(withdrawal("email/marketing", "email:ada@example.com.au", null))).isEqualTo("US");
        assertThat(jurisdiction(withdrawal("email/marketing", null, null))).isEqualTo("US");
    }

    @Test
    void everyRefusalHasADeadlineAndNothingElseDoes() {
        Instant start = Instant.parse("2026-11-20T15:00:00Z");
        for (String value : new String[] {"withdrawn", "denied", "expired"}) {
            assertThat(PROJECT.of(change("email/marketing", value, null, null), start)).as(value).isPresent();
        }
        for (String value : new String[] {"granted", "pending", "not_set"}) {
            assertThat(PROJECT.of(change("email/marketing", value, null, null), start)).as(value).isEmpty();
        }
        assertThat(PROJECT.of(change("language", "de", null, null), start)).isEmpty();
    }

    @Test
    void whatIsRecordedIsKeptForSevenYears() {
        assertThat(PROJECT.retention("AU")).isEqualTo(Period.ofYears(7));
        assertThat(PROJECT.retention("BR")).isEqualTo(Period.ofYears(7));
        assertThat(PROJECT.retention(null)).isEqualTo(Period.ofYears(7));
    }

    private static Deadline of(Change change, String start) {
        return PROJECT.of(change, Instant.parse(start)).orElseThrow();
    }

    private static String jurisdiction(Change change) {
        return of(change, "2026-11-20T15:00:00Z").jurisdiction();
    }

    private static Instant endOf(String date, ZoneId zone) {
        return LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
