package dev.heed.deadline;

import static dev.heed.deadline.Withdrawals.CHANNELS;
import static dev.heed.deadline.Withdrawals.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesFileTest {

    private static final String GOOD = """
            home: DE
            retention: P7Y
            jurisdictions:
              DE: {zone: Europe/Berlin, retention: P3Y}
              EU: {zone: Europe/Athens, retention: P10Y, members: [DE, FR]}
            rules:
              - law: by the minute
                jurisdictions: [EU]
                channels: [sms]
                within: {minutes: 5}
              - law: for all
                jurisdictions: ["*"]
                channels: ["*"]
                within: {calendarDays: 2}
            calendars:
              none: {law: none, holidays: [{name: Epiphany, month: 1, day: 6}]}
            """;

    @TempDir
    Path folder;

    @Test
    void readsMinutesAndCalendarDaysInTheZoneOfThePlace() throws IOException {
        Deadlines deadlines = read(GOOD);

        assertThat(deadlines.of(withdrawal("sms/marketing", null, "FR"), Instant.parse("2026-03-28T12:00:00Z")).orElseThrow().at())
                .isEqualTo("2026-03-28T12:05:00Z");
        // summer time begins in between
        assertThat(deadlines.of(withdrawal("post/marketing", null, "DE"), Instant.parse("2026-03-28T12:00:00Z")).orElseThrow().at())
                .isEqualTo("2026-03-30T22:00:00Z");
    }

    @Test
    void keepsByTheNearestPlaceThatSaysHowLongAndWhereNobodyKnowsTheLongest() throws IOException {
        Deadlines deadlines = read(GOOD);

        assertThat(deadlines.retention("DE-BY")).isEqualTo(Period.ofYears(3));
        assertThat(deadlines.retention("FR")).isEqualTo(Period.ofYears(10));
        assertThat(deadlines.retention("US")).isEqualTo(Period.ofYears(7));
        assertThat(deadlines.retention(null)).isEqualTo(Period.ofYears(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            home: DE | home: US | 1: US is not among the jurisdictions below
            retention: P7Y | retention: seven | 2: $.retention
            Europe/Berlin | Europe/Atlantis | 4: 'Europe/Atlantis' is no time zone
            [DE, FR] | [DE, DE] | 5: DE is a member of two
            jurisdictions: [EU] | jurisdictions: [JP] | 8: JP is not among the jurisdictions above
            channels: [sms] | channels: [smss] | 9: 'smss' is no channel of config/taxonomy.yaml
            {minutes: 5} | {minutes: 5, hours: 1} | 10: expected one of businessDays, calendarDays, hours, minutes
            {minutes: 5} | {businessDays: 5} | 10: a calendar belongs to business days
            {minutes: 5} | {hours: 5, calendar: none} | 10: a calendar belongs to business days
            {minutes: 5} | {businessDays: 5, calendar: moon} | 10: there is no calendar of this name below
            {minutes: 5} | {minutes: 0} | 10: $.rules[0].within.minutes
            jurisdictions: ["*"] | jurisdictions: [EU] | 6: one rule is to be for every jurisdiction and every channel
            month: 1, day: 6 | month: 2, day: 30 | 16: there is no such day in that month
            month: 1, day: 6 | month: 1, easter: 1 | 16: expected month and day
            holidays: | holydays: | 16:
            """)
    void saysWhatIsWrongWithFileAndLine(String good, String bad, String sentence) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad))).isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith(folder.resolve("deadlines.yaml") + ":" + sentence.substring(0, sentence.indexOf(':') + 1))
                .hasMessageContaining(sentence.substring(sentence.indexOf(':') + 1).strip());
    }

    private Deadlines read(String text) throws IOException {
        return DeadlinesFile.read(Files.writeString(folder.resolve("deadlines.yaml"), text), CHANNELS);
    }
}
