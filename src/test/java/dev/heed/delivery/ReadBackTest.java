package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.HeedTest;
import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Loading.Wanted;
import dev.heed.delivery.Settling.Answered;
import dev.heed.intake.Intake;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Written before a crash, whose answer nobody read: the next call reads that it stands there and writes nothing, so that no echo of it will ever come. */
@HeedTest(properties = "heed.home=src/test/resources/homes/small")
class ReadBackTest {

    @Autowired
    private Loading loading;
    @Autowired
    private Settling settling;
    @Autowired
    private Intake intake;
    @Autowired
    private Subjects subjects;
    @Autowired
    private Systems systems;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "read | {\"verdict\": \"accept\", \"stands\": true} | confirmed",
        "written | {\"verdict\": \"accept\"} | accepted"})
    void whatWasReadThereIsProvenAndWhatWasWrittenWaitsForItsEcho(String how, String answer, String state) throws Exception {
        String email = how + "@example.com";
        crm(how, email);
        shopRefuses(how, email);
        UUID person = subjects.of("crm", how).orElseThrow();

        Batch batch = transaction.execute(status -> loading.load(List.of(new Wanted("crm", List.of(person))), "test")).get(0).batch();
        assertThat(batch.rows()).hasSize(1);
        Outcome outcome = Outcome.of(new ObjectMapper().readTree(answer));
        transaction.executeWithoutResult(status -> settling.settle(List.of(new Answered(batch, List.of(outcome), false))));

        assertThat(jdbc.sql("select state from delivery where system = 'crm' and subject_id = ? and key = 'email/marketing'").param(person).query(String.class).single())
                .isEqualTo(state);
        assertThat(transaction.execute(status -> loading.load(List.of(new Wanted("crm", List.of(person))), "test")).get(0).batch().rows()).as("nothing is left to be written").isEmpty();
    }

    private void crm(String id, String email) {
        String json = "{\"id\": \"%s\", \"email\": \"%s\", \"optedOut\": false, \"at\": %s}".formatted(id, email, Instant.now().toEpochMilli());
        Message message = new Message("records", json.getBytes(StandardCharsets.UTF_8), null, false, now(), "digest of " + id);
        transaction.executeWithoutResult(status -> intake.take(systems.get("crm").mapping().read(message)));
    }

    private void shopRefuses(String id, String email) {
        var origin = new Provenance("shop", id, "event of " + id, Actor.SUBJECT, "checkout", Evidence.FORM, null, null, now(), now(), false, null, now(),
                "digest of " + id, "changes@1", List.of("shop"));
        transaction.executeWithoutResult(status -> intake.take(List.of(new Reading("shop", id, false, false, false, null, ContactPoint.of("email:" + email), null,
                origin, List.of(new Reading.Said(Key.of("email/marketing"), "withdrawn", "withdrawn", false))))));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
