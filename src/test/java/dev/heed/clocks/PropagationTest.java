package dev.heed.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import dev.heed.clocks.Propagation.Figures;
import dev.heed.clocks.Propagation.Late;
import dev.heed.clocks.Propagation.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monthly report, over a real database. */
class PropagationTest {

    private static final ClocksDatabase database = new ClocksDatabase();

    private final Propagation propagation = new Propagation(database.jdbc);

    @BeforeEach
    void start() {
        database.empty();
    }

    @Test
    void countsFromTheReceiptToTheConfirmationSystemBySystem() {
        for (int second = 1; second <= 9; second++) {
            delivered("granted", "2026-11-10T12:00:00Z", "crm", "confirmed", "2026-11-10T12:00:0" + second + "Z");
        }
        delivered("granted", "2026-11-10T12:00:00Z", "crm", "superseded", "2026-11-10T12:01:40Z");
        delivered("withdrawn", "2026-11-10T12:00:00Z", "sms", "confirmed", "2026-11-10T12:00:02.500Z");

        List<Row> report = november(null);
        assertThat(report).extracting(Row::system).containsExactly("crm", "sms");
        assertThat(report.get(0).withdrawals()).isEqualTo(new Figures(0, 0, null, null, null, 0));
        assertThat(report.get(0).all().count()).isEqualTo(10);
        assertThat(report.get(0).all().p50()).isEqualTo(5.5);
        assertThat(report.get(0).all().p99()).isBetween(91.0, 92.0);
        assertThat(report.get(0).all().maximum()).isEqualTo(100.0);
        assertThat(report.get(1).withdrawals()).isEqualTo(new Figures(1, 0, 2.5, 2.5, 2.5, 0)).isEqualTo(report.get(1).all());
        assertThat(november("sms")).containsExactly(report.get(1));
    }

    @Test
    void namesWhatWasLateAndWhatIsLateByNow() {
        Change confirmedLate = delivered("withdrawn", "2026-11-02T12:00:00Z", "crm", "confirmed", "2026-11-20T12:00:00Z");
        Change stillWaiting = delivered("withdrawn", "2026-11-02T12:00:00Z", "crm", "queued", null);
        Change parked = delivered("withdrawn", "2026-11-02T12:00:00Z", "crm", "parked", "2026-11-02T12:00:01Z");
        Change inTime = delivered("withdrawn", "2026-11-02T12:00:00Z", "crm", "confirmed", "2026-11-03T12:00:00Z");
        for (Change change : List.of(confirmedLate, stillWaiting, parked, inTime)) {
            deadline(change, "crm", "2026-11-02T12:00:00Z", "2026-11-17T05:00:00Z", false);
        }

        Figures withdrawals = november("crm").get(0).withdrawals();
        assertThat(withdrawals.count()).isEqualTo(4);
        assertThat(withdrawals.open()).isEqualTo(2);
        assertThat(withdrawals.late()).isEqualTo(3);
        assertThat(withdrawals.maximum()).isEqualTo(18 * 86400.0);
        assertThat(propagation.report(at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z"), "crm", at("2026-11-10T00:00:00Z")).get(0).withdrawals().late())
                .as("the others are not late yet").isEqualTo(1);
        Instant deadline = at("2026-11-17T05:00:00Z");
        assertThat(november("crm").get(0).lateChanges()).as("what is late still comes first").startsWith(
                Stream.of(stillWaiting, parked).map(Change::id).sorted(Comparator.comparing(UUID::toString)).map(id -> new Late(id, deadline, "a law", null)).toArray(Late[]::new))
                .endsWith(new Late(confirmedLate.id(), deadline, "a law", at("2026-11-20T12:00:00Z"))).hasSize(3);
        assertThat(november("sms")).isEmpty();
    }

    @Test
    void leavesOutOtherMonthsAndWhatNeededNoCarrying() {
        delivered("granted", "2026-10-31T23:59:59.999Z", "crm", "confirmed", "2026-11-01T00:00:00Z");
        delivered("granted", "2026-12-01T00:00:00Z", "crm", "confirmed", "2026-12-01T00:00:01Z");
        for (String state : List.of("unchanged", "absent", "not_applicable")) {
            delivered("granted", "2026-11-10T12:00:00Z", "crm", state, "2026-11-10T12:00:00Z");
        }
        assertThat(november(null)).isEmpty();

        delivered("granted", "2026-11-01T00:00:00Z", "crm", "confirmed", "2026-11-01T00:00:01Z");
        assertThat(november(null)).extracting(row -> row.all().count()).containsExactly(1L);
    }

    @Test
    void whatWasLostAndCarriedAgainCountsInTheMonthInWhichThatBegan() {
        Change change = delivered("withdrawn", "2026-03-01T00:00:00Z", "crm", "confirmed", "2026-11-15T00:00:07Z");
        deadline(change, "crm", "2026-11-15T00:00:00Z", "2026-12-01T05:00:00Z", true);

        assertThat(november(null).get(0).withdrawals()).isEqualTo(new Figures(1, 0, 7.0, 7.0, 7.0, 0));
        assertThat(propagation.report(at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z"), null, at("2026-12-01T00:00:00Z"))).isEmpty();
    }

    private List<Row> november(String system) {
        return propagation.report(at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z"), system, at("2026-12-24T00:00:00Z"));
    }

    private Change delivered(String value, String receivedAt, String system, String state, String settledAt) {
        Change change = database.entry(value, null, receivedAt);
        database.delivery(change, system, state, settledAt);
        if (value.equals("withdrawn")) {
            deadline(change, system, receivedAt, "2027-12-31T00:00:00Z", false);
        }
        return change;
    }

    private void deadline(Change change, String system, String startedAt, String deadlineAt, boolean again) {
        database.jdbc.sql("""
                insert into delivery_clock (change_id, system, subject_id, started_at, again, deadline_at, law) values (?, ?, ?, ?, ?, ?, 'a law')
                on conflict (change_id, system, subject_id) do update set started_at = excluded.started_at, again = excluded.again, deadline_at = excluded.deadline_at""")
                .params(change.id(), system, change.subject(), ClocksDatabase.time(startedAt), again, ClocksDatabase.time(deadlineAt)).update();
    }

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
