package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes.Write;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a manifest says so, a record is deleted in its system when its person is erased, after the refusals have arrived there. */
class RecordErasureTest {

    private static final AtomicInteger NEXT = new AtomicInteger(5000);

    private static House house;

    @BeforeAll
    static void start() {
        house = new House(Map.of("HEED_SALESFORCE_ERASURE", "delete", "HEED_DYNAMICS365_ERASURE", "delete", "HEED_RESPONSYS_ERASURE", "delete"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @AfterEach
    void behaveAgain() {
        house.together().sandbox().systems().values().forEach(system -> system.faults().clear());
    }

    @Test
    void erasingDeletesTheRecordWhereThatIsDeclaredAndSuppressesInTheOthers() throws Exception {
        Person person = known("salesforce", "dynamics365", "responsys", "eloqua", "twilio");
        String subject = house.search(person.email());
        String contact = house.system(SalesforceSimulator.class).contactId(person.email()).orElseThrow();

        house.erase(subject);
        house.untilErased(subject);

        assertThat(holds("salesforce", person)).isEmpty();
        assertThat(holds("dynamics365", person)).isEmpty();
        assertThat(holds("responsys", person)).isEmpty();
        assertThat(holds("twilio", person)).containsEntry("status", "opt-out");
        assertThat(holds("eloqua", person)).containsEntry("isSubscribed", "false");
        for (String system : List.of("salesforce", "dynamics365", "responsys")) {
            JsonNode answer = house.answer(subject, system);
            assertThat(answer.path("state").asText()).as(system).isEqualTo("erased");
            assertThat(Instant.parse(answer.path("erasedAt").asText())).as("the opt-out comes first").isAfterOrEqualTo(Instant.parse(answer.path("suppressedAt").asText()));
            assertThat(house.erasure(subject).at("/certificate/records/" + system + "/erased").asInt()).isEqualTo(1);
        }
        for (String system : List.of("twilio", "eloqua")) {
            assertThat(house.answer(subject, system).path("state").asText()).as(system).isEqualTo("suppressed");
            assertThat(house.erasure(subject).at("/certificate/records/" + system).isMissingNode()).isTrue();
        }
        List<Write> writes = house.system("salesforce").writes().all().stream().filter(write -> write.recordId().equals(contact)).toList();
        assertThat(writes.get(writes.size() - 1).fields()).as("the last that is done to it").containsEntry("IsDeleted", true);
        assertThat(writes.subList(0, writes.size() - 1)).anySatisfy(write -> assertThat(write.fields()).containsEntry("HasOptedOutOfEmail", true));
        assertThat(house.post("/api/v1/ledger/verify", Map.of()).path("sound").asBoolean()).isTrue();
    }

    @Test
    void theEchoOfADeletionChangesNothingAndASlowSystemDelaysNoOther() throws Exception {
        Person person = known("salesforce", "twilio");
        String subject = house.search(person.email());
        house.system("twilio").faults().answer(10_000, 503, -1);
        house.erase(subject);
        house.answer(subject, "salesforce", "erased");
        long entries = entries(subject);
        long subjects = house.count("select count(*) from subject");

        house.until(() -> house.count("select count(*) from record where subject_id = ? and system = 'salesforce' and not present", UUID.fromString(subject)) == 1);
        house.until(() -> house.count("select count(*) from inbound where state = 'new'") == 0);

        assertThat(entries(subject)).as("nothing was said").isEqualTo(entries);
        assertThat(house.count("select count(*) from subject")).isEqualTo(subjects);
        assertThat(house.erasure(subject).path("state").asText()).as("Twilio has still to be told").isEqualTo("ordered");
        house.system("twilio").faults().clear();
        house.untilErased(subject);
        assertThat(holds("twilio", person)).containsEntry("status", "opt-out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"salesforce", "dynamics365"})
    void aSystemThatIsDownUntilTheKeyIsGoneDeletesWhenItIsBack(String down) throws Exception {
        Person person = known("salesforce", "dynamics365");
        String subject = house.search(person.email());
        house.system(down).faults().answer(100_000, 503, -1);
        house.erase(subject);
        house.answer(subject, down.equals("salesforce") ? "dynamics365" : "salesforce", "erased");
        house.database().sql("update erasure set due_at = clock_timestamp() where person_id = ?").param(UUID.fromString(subject)).update();
        house.untilErased(subject);
        house.until(() -> house.answer(subject, down).path("reason").asText().matches("503.*|not called: it kept failing.*"));
        assertThat(house.answer(subject, down).path("state").asText()).isEqualTo("waiting");
        assertThat(house.erasure(subject).path("completedAt").isNull()).isTrue();
        assertThat(house.erasure(subject).at("/certificate/records/" + down + "/waiting").asInt()).isEqualTo(1);

        house.system(down).faults().clear();

        house.answer(subject, down, "erased");
        house.until(() -> !house.erasure(subject).path("completedAt").isNull());
        assertThat(holds(down, person)).isEmpty();
        assertThat(house.erasure(subject).at("/certificate/records/" + down + "/erased").asInt()).isEqualTo(1);
        assertThat(house.count("select count(*) from ledger where kind = 'erasure' and subject_id = ?", UUID.fromString(subject))).as("the certificate, and its second part").isEqualTo(2);
        assertThat(house.post("/api/v1/ledger/verify", Map.of()).path("sound").asBoolean()).isTrue();
        house.until(() -> house.count("select count(*) from inbound where state = 'new'") == 0);
        assertThat(house.search(person.email())).as("what was told of the record meanwhile made nobody known again").isEmpty();
    }

    @Test
    void aRefusalIsParkedAndVisibleInTheSystemsWordsWithoutThePerson() throws Exception {
        Person person = known("salesforce");
        String subject = house.search(person.email());
        house.system(SalesforceSimulator.class).openCase(person.email());

        house.erase(subject);
        house.untilErased(subject);

        assertThat(house.answer(subject, "responsys").path("state").asText()).isEqualTo("unknown");
        JsonNode answer = house.answer(subject, "salesforce");
        assertThat(answer.path("state").asText()).isEqualTo("refused");
        assertThat(answer.path("reason").asText()).startsWith("DELETE_FAILED: ").contains("cases").doesNotContain(person.firstName(), person.lastName());
        assertThat(holds("salesforce", person)).as("what is left is not written to").containsEntry("HasOptedOutOfEmail", true);
        JsonNode parked = house.get("/api/v1/parked?system=salesforce").at("/parked/0");
        assertThat(parked.path("direction").asText()).isEqualTo("erase");
        assertThat(parked.path("subjectId").asText()).isEqualTo(subject);
        assertThat(parked.path("reason").asText()).isEqualTo(answer.path("reason").asText());
        assertThat(house.erasure(subject).at("/certificate/records/salesforce/refused").asInt()).isEqualTo(1);
        assertThat(house.count("select count(*) from deletion where person_id = ? and sealed is not null", UUID.fromString(subject))).isZero();
    }

    @Test
    void aCallThatIsRefusedForOneRecordIsMadeForTheOthers() throws Exception {
        Person held = known("salesforce");
        Person free = known("salesforce");
        String first = house.search(held.email());
        String second = house.search(free.email());
        house.system(SalesforceSimulator.class).openCase(held.email());

        house.erase(first);
        house.erase(second);

        house.answer(first, "salesforce", "refused");
        house.answer(second, "salesforce", "erased");
        assertThat(holds("salesforce", free)).isEmpty();
    }

    private static Person known(String... systems) {
        int number = NEXT.incrementAndGet();
        Person person = new Person("erased" + number + "@example.com", "+1555010" + number, "Forename" + number, "Surname" + number, "en", "", Set.of(systems));
        house.together().sandbox().enrol(List.of(person));
        long shown = Set.of(systems).stream().filter(system -> !system.equals("twilio")).count();
        house.until(() -> house.count("select count(distinct system) from record join contact_point using (subject_id) where point = ? and present",
                house.together().heed().getBean(dev.heed.sealing.Vault.class).hash("email:" + person.email())) == shown);
        house.quiet();
        return person;
    }

    private static Map<String, Object> holds(String system, Person person) {
        SimulatedSystem simulated = house.system(system);
        return simulated.holds(person.email()).orElse(Map.of());
    }

    private static long entries(String subject) {
        return house.count("select count(*) from ledger where subject_id = ?", UUID.fromString(subject));
    }
}
