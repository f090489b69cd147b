package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.HeedTest;
import dev.heed.change.ContactPoint;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deciding.Systems;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A record that names another system's record makes one person of two; an address or a number that two share never does. */
@HeedTest(properties = "heed.home=src/test/resources/homes/small")
class StrongIdentifiersTest {

    @Autowired
    private Intake intake;
    @Autowired
    private Merging merging;
    @Autowired
    private Subjects subjects;
    @Autowired
    private Systems systems;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private JdbcClient jdbc;

    private int number;

    @Test
    void twoWhoTurnOutToBeOneAreOneAndTheLedgerSaysWhy() {
        shop("shop-1", "one@example.com");
        crm("crm-1", "other@example.com", null);
        assertThat(person("crm", "crm-1")).isNotEqualTo(person("shop", "shop-1"));

        crm("crm-1", "other@example.com", "shop-1");

        assertThat(person("crm", "crm-1")).isEqualTo(person("shop", "shop-1"));
        assertThat(jdbc.sql("select count(*) from ledger where kind = 'merge' and subject_id in (select members_of(?, 'infinity'))")
                .param(person("crm", "crm-1")).query(Integer.class).single()).as("an entry in both chains").isEqualTo(2);
    }

    @Test
    void aRecordThatIsNamedBeforeItIsSeenIsKnownWhenItComes() {
        crm("crm-2", "second@example.com", "shop-2");
        shop("shop-2", "another.address@example.com");

        assertThat(person("shop", "shop-2")).isEqualTo(person("crm", "crm-2"));
    }

    @Test
    void aRecordThatOneOfTwoHadNamedIsThatOnesThoughItWasFirstSeenWhileTheyWereOne() {
        shop("shop-6", "six@example.com");
        crm("crm-6", "sixth@example.com", "shop-7");
        UUID older = person("shop", "shop-6");
        UUID younger = person("crm", "crm-6");
        transaction.executeWithoutResult(status -> merging.merge(younger, older, "one login"));
        shop("shop-7", "six@example.com");
        assertThat(person("shop", "shop-7")).isEqualTo(older);

        transaction.executeWithoutResult(status -> merging.split(younger, "two people after all"));
        assertThat(person("shop", "shop-7")).isEqualTo(younger);
    }

    @Test
    void whomAPersonHasSplitNoMachineMergesAgain() {
        shop("shop-3", "three@example.com");
        crm("crm-3", "third@example.com", "shop-3");
        UUID merged = jdbc.sql("select subject_id from merge where into_id = ? and until is null").param(person("crm", "crm-3")).query(UUID.class).single();
        transaction.executeWithoutResult(status -> merging.split(merged, "two people after all"));

        crm("crm-3", "third@example.com", "shop-3");

        assertThat(person("crm", "crm-3")).isNotEqualTo(person("shop", "shop-3"));
    }

    @Test
    void aSharedAddressMakesNobodyOne() {
        crm("crm-4", "family@example.com", null);
        crm("crm-5", "family@example.com", null);

        assertThat(person("crm", "crm-4")).isNotEqualTo(person("crm", "crm-5"));
    }

    private UUID person(String system, String record) {
        return subjects.of(system, record).orElseThrow();
    }

    private void crm(String id, String email, String shopCustomer) {
        String json = "{\"id\": \"%s\", \"email\": \"%s\", \"optedOut\": false, \"wish\": \"write %s\", \"at\": %s%s}".formatted(id, email, ++number,
                Instant.now().toEpochMilli(), shopCustomer == null ? "" : ", \"shopCustomer\": \"" + shopCustomer + "\"");
        Message message = new Message("records", json.getBytes(StandardCharsets.UTF_8), null, false, now(), "digest" + number);
        transaction.executeWithoutResult(status -> intake.take(systems.get("crm").mapping().read(message)));
    }

    private void shop(String id, String email) {
        var origin = new Provenance("shop", id, "event-" + ++number, Actor.SUBJECT, "checkout", Evidence.FORM, null, null, now(), now(), false, null, now(),
                "digest" + number, "changes@1", List.of("shop"));
        transaction.executeWithoutResult(status -> intake.take(List.of(new Reading("shop", id, false, false, false, null, ContactPoint.of("email:" + email), null,
                origin, List.of(new Reading.Said(Key.of("email/marketing"), "granted", "granted", false))))));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
