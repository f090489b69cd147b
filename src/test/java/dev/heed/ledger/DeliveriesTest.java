package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is to be carried when, on a real database. Each test has systems of its own. */
class DeliveriesTest {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final HikariDataSource DATABASE = LedgerDatabase.migrated();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final Deliveries deliveries = new Deliveries(jdbc, new JdbcTemplate(DATABASE));
    private final String crm = "crm-" + UUID.randomUUID();
    private final String shop = "shop-" + UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void oneWhoWaitsWhereNobodyWaitsInTheQueueHasLostTheWake() {
        UUID subject = queued(crm, 0, "30 s", "10 s");
        assertThat(due(List.of())).as("the wake may be among those that wait").isEmpty();
        assertThat(due(List.of(crm))).containsExactly(new Lane(crm, subject));
        assertThat(due(List.of(crm))).as("and is not named again at once").isEmpty();
    }

    @Test
    void oneWhoWaitsTooLongIsNamedHoweverManyWait() {
        UUID subject = queued(crm, 0, "6 min", "340 s");
        assertThat(due(List.of())).containsExactly(new Lane(crm, subject));
    }

    @Test
    void whoWasTriedBeforeIsNamedWhenTheTimeHasCome() {
        UUID subject = queued(crm, 1, "30 s", "1 s");
        queued(crm, 1, "30 s", "-60 s");
        assertThat(due(List.of())).containsExactly(new Lane(crm, subject));
    }

    @Test
    void whatWasQueuedWhileItsSubjectWasCarriedIsNamedThough() {
        UUID subject = queued(crm, 0, "3 s", "-17 s");
        assertThat(due(List.of())).isEmpty();
        deliveries.releaseAndWake(Set.of(new Lane(crm, subject)));
        assertThat(due(List.of())).containsExactly(new Lane(crm, subject));
    }

    @Test
    void whatPilesUpForOneSystemKeepsNobodyFromTheOthers() {
        for (int i = 0; i < 5; i++) {
            queued(crm, 1, "2 min", "90 s");
        }
        UUID late = queued(shop, 1, "30 s", "1 s");
        List<Lane> due = deliveries.due(List.of(crm, shop), List.of(), GRACE, LONGEST, 3);
        assertThat(due).hasSize(4).contains(new Lane(shop, late));
    }

    @Test
    void aCallThatIsUnderWayForOneWhoIsMergedIsUnderWayForThePersonBothAre() {
        Lane from = new Lane(crm, UUID.randomUUID());
        Lane into = new Lane(crm, UUID.randomUUID());
        assertThat(deliveries.lease(Set.of(from), "here", GRACE)).containsExactly(from);
        deliveries.move(from.subject(), into.subject());
        assertThat(deliveries.lease(Set.of(into), "there", GRACE)).isEmpty();
        deliveries.release(List.of(from, into));
        assertThat(deliveries.lease(Set.of(into), "there", GRACE)).containsExactly(into);
    }

    @Test
    void whatWasAcceptedForTwoWhoArePartedIsLookedAtAgainForBoth() {
        UUID whole = queued(crm, 1, "30 s", "-60 s");
        jdbc.sql("update delivery set state = 'accepted' where subject_id = ?").param(whole).update();
        deliveries.part(UUID.randomUUID(), whole);
        assertThat(due(List.of(crm))).containsExactly(new Lane(crm, whole));
    }

    @Test
    void aCallThatIsUnderWayForTwoWhoArePartedIsUnderWayForBoth() {
        Lane whole = new Lane(crm, UUID.randomUUID());
        Lane part = new Lane(crm, UUID.randomUUID());
        deliveries.lease(Set.of(whole), "here", GRACE);
        deliveries.part(part.subject(), whole.subject());
        assertThat(deliveries.lease(Set.of(part), "there", GRACE)).as("it may be for a record of either").isEmpty();
    }

    private List<Lane> due(List<String> idle) {
        return deliveries.due(List.of(crm, shop), idle, GRACE, LONGEST, 100);
    }

    /** @param due how long ago its time came */
    private UUID queued(String system, int attempts, String since, String due) {
        UUID subject = UUID.randomUUID();
        jdbc.sql("""
                insert into delivery (change_id, system, subject_id, key, state, attempts, queued_at, due_at)
                values (?, ?, ?, 'email/marketing', 'queued', ?, clock_timestamp() - ?::interval, clock_timestamp() - ?::interval)""")
                .params(UUID.randomUUID(), system, subject, attempts, since, due).update();
        return subject;
    }
}
