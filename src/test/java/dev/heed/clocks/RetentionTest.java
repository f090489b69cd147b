package dev.heed.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import dev.heed.deadline.Deadlines;
import dev.heed.deadline.DeadlinesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day in November 2026 drops, over a real database: what is older than seven years, and in Australia, here, three. */
class RetentionTest {

    private static final String TODAY = "2026-11-25T09:00:00Z";
    private static final String LONG_AGO = "2019-11-24T23:59:59Z";
    private static final String SEVEN_YEARS_AGO = "2019-11-25T00:00:00Z";

    private static final ClocksDatabase database = new ClocksDatabase();

    @TempDir
    static Path folder;

    private final PastRetention past = new PastRetention(database.jdbc);
    private Retention retention;

    @BeforeEach
    void start() throws IOException {
        database.empty();
        database.at(TODAY);
        Deadlines deadlines = DeadlinesFile.read(Files.writeString(folder.resolve("deadlines.yaml"),
                Files.readString(Path.of("config/deadlines.yaml")).replace("zone: Australia/Sydney", "zone: Australia/Sydney, retention: P3Y")),
                Set.of("email", "sms", "phone", "post"));
        retention = new Retention(past, deadlines, database);
    }

    @Test
    void dropsMessagesAndKeysOlderThanSevenYearsAndNoneThatWait() {
        message("done", LONG_AGO);
        message("new", LONG_AGO);
        message("done", SEVEN_YEARS_AGO);
        long waiting = message("parked", LONG_AGO);
        parked(waiting, null);
        long dealtWith = message("parked", LONG_AGO);
        parked(dealtWith, LONG_AGO);
        long dealtWithSince = message("parked", LONG_AGO);
        parked(dealtWithSince, "2020-01-01T00:00:00Z");
        UUID alsoAbout = database.entry("withdrawn", null, LONG_AGO).subject();
        database.jdbc.sql("insert into inbound_other (subject_id, inbound_id) values (?, ?), (?, ?)").params(alsoAbout, dealtWith, alsoAbout, waiting).update();
        database.jdbc.sql("insert into inbound_key (key, seen_at) values ('old', ?), ('young', ?)").params(ClocksDatabase.time(LONG_AGO), ClocksDatabase.time(SEVEN_YEARS_AGO)).update();

        retention.run();

        assertThat(database.jdbc.sql("select state from inbound order by state").query(String.class).list()).containsExactly("done", "new", "parked", "parked");
        assertThat(database.jdbc.sql("select inbound_id from parked order by id").query(Long.class).list()).containsExactly(waiting, dealtWithSince);
        assertThat(database.jdbc.sql("select inbound_id from inbound_other").query(Long.class).list()).containsExactly(waiting);
        assertThat(database.jdbc.sql("select key from inbound_key").query(String.class).list()).containsExactly("young");
        PastRetention.Run run = past.latest().orElseThrow();
        assertThat(List.of(run.messages(), run.parked(), run.keys())).containsExactly(2L, 1L, 1L);
    }

    @Test
    void dropsDeliveriesThatHaveEndedWithTheirClocksAlarmsAndReceipts() {
        Change old = database.entry("withdrawn", null, LONG_AGO);
        delivered(old, "crm", "confirmed", LONG_AGO);
        delivered(old, "sms", "not_applicable", LONG_AGO);
        Change carriedAgainSince = database.entry("withdrawn", null, LONG_AGO);
        delivered(carriedAgainSince, "crm", "confirmed", LONG_AGO);
        delivered(carriedAgainSince, "sms", "confirmed", "2020-02-02T00:00:00Z");
        Change waiting = database.entry("withdrawn", null, LONG_AGO);
        delivered(waiting, "crm", "queued", null);
        delivered(waiting, "sms", "parked", LONG_AGO);
        Change young = database.entry("withdrawn", null, SEVEN_YEARS_AGO);
        delivered(young, "crm", "confirmed", SEVEN_YEARS_AGO);
        for (Change change : List.of(old, carriedAgainSince, young)) {
            database.jdbc.sql("insert into receipt (change_id, completed_at, systems) values (?, ?, 2)")
                    .params(change.id(), ClocksDatabase.time(change.equals(young) ? SEVEN_YEARS_AGO : LONG_AGO)).update();
        }

        retention.run();

        assertThat(places("delivery")).containsExactlyInAnyOrder(carriedAgainSince.id() + " sms", waiting.id() + " crm", waiting.id() + " sms", young.id() + " crm");
        assertThat(places("delivery_clock")).containsExactlyInAnyOrderElementsOf(places("delivery"));
        assertThat(places("deadline_alarm")).containsExactlyInAnyOrderElementsOf(places("delivery"));
        assertThat(database.jdbc.sql("select change_id from receipt").query(UUID.class).list()).containsExactlyInAnyOrder(carriedAgainSince.id(), young.id());
        assertThat(past.latest().orElseThrow().deliveries()).isEqualTo(3);
        assertThat(past.latest().orElseThrow().receipts()).isEqualTo(1);
    }

    @Test
    void keepsByTheJurisdictionAndWhereNoneIsKnownTheLongest() {
        String fiveYearsAgo = "2021-11-25T00:00:00Z";
        Change inAustralia = database.entry("withdrawn", "AU", fiveYearsAgo);
        Change inSydney = database.entry("withdrawn", "AU-NSW", fiveYearsAgo);
        Change inGermany = database.entry("withdrawn", "DE", fiveYearsAgo);
        Change anywhere = database.entry("withdrawn", null, fiveYearsAgo);
        Change nowhere = database.entry("withdrawn", "somewhere", fiveYearsAgo);
        for (Change change : List.of(inAustralia, inSydney, inGermany, anywhere, nowhere)) {
            delivered(change, "crm", "confirmed", fiveYearsAgo);
        }

        retention.run();

        assertThat(places("delivery")).containsExactlyInAnyOrder(inGermany.id() + " crm", anywhere.id() + " crm", nowhere.id() + " crm");
    }

    @Test
    void theLedgerStaysAndItIsSaidHowMuchOfItIsPastRetention() {
        long entries = database.count("ledger");
        retention.run();
        long before = past.latest().orElseThrow().ledgerPast();
        database.empty();
        database.entry("withdrawn", null, LONG_AGO);
        database.entry("withdrawn", "AU", "2021-01-01T00:00:00Z");
        database.entry("withdrawn", "DE", "2021-01-01T00:00:00Z");
        Change ofTheErased = database.entry("withdrawn", null, LONG_AGO);
        database.jdbc.sql("update subject set erased_at = ? where id = ?").params(ClocksDatabase.time(LONG_AGO), ofTheErased.subject()).update();

        retention.run();

        assertThat(database.count("ledger")).isEqualTo(entries + 4);
        assertThat(past.latest().orElseThrow().ledgerPast()).isEqualTo(before + 2);
    }

    @Test
    void isDoneOnceADay() {
        retention.run();
        message("done", LONG_AGO);
        database.at("2026-11-25T23:59:59Z");
        retention.run();
        assertThat(database.count("inbound")).isEqualTo(1);

        database.at("2026-11-26T00:00:00Z");
        retention.run();
        assertThat(database.count("inbound")).isZero();
    }

    private static long message(String state, String receivedAt) {
        return database.jdbc.sql("""
                insert into inbound (system, feed, body, form, digest, received_at, state) values ('crm', 'feed', ''::bytea, false, '', ?, ?) returning id""")
                .params(ClocksDatabase.time(receivedAt), state).query(Long.class).single();
    }

    private static void parked(long inbound, String resolvedAt) {
        database.jdbc.sql("insert into parked (system, direction, inbound_id, reason, resolved_at) values ('crm', 'in', ?, 'unknown', ?)")
                .params(inbound, resolvedAt == null ? null : ClocksDatabase.time(resolvedAt)).update();
    }

    private static void delivered(Change change, String system, String state, String settledAt) {
        database.delivery(change, system, state, settledAt);
        Object at = ClocksDatabase.time(LONG_AGO);
        database.jdbc.sql("insert into delivery_clock (change_id, system, subject_id, started_at) values (?, ?, ?, ?)").params(change.id(), system, change.subject(), at).update();
        database.jdbc.sql("insert into deadline_alarm (change_id, system, subject_id, started_at, level, deadline_at, raised_at) values (?, ?, ?, ?, 'late', ?, ?)")
                .params(change.id(), system, change.subject(), at, at, at).update();
    }

    private static List<String> places(String table) {
        return database.jdbc.sql("select change_id || ' ' || system from " + table).query(String.class).list();
    }
}
