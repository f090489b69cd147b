package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person is erased: the systems have been told, nothing of them can be found, and their address stays refused. */
class ErasureTest {

    private static final String EMAIL = "erased.person.7391@example.com";
    private static final String PHONE = "+15550107391";
    private static final String WISH = "bitte nie wieder anrufen 7391";

    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nothingOfThePersonIsLeftAndTheirAddressStaysRefused() throws Exception {
        house = new House(Map.of("heed.erasure.patience", "PT30S"));
        Person person = new Person(EMAIL, PHONE, "Erased", "Person", "en", "", Set.of("salesforce", "twilio"));
        house.together().sandbox().enrol(List.of(person));
        house.until(() -> !house.search(EMAIL).isEmpty());
        String subject = house.search(EMAIL);
        house.tell(Map.of("source", "shop", "eventId", "w-1", "email", EMAIL, "key", "wish", "value", WISH, "actor", "subject", "evidence", "form"));
        house.tell(Map.of("source", "shop", "eventId", "p-1", "email", EMAIL, "phone", PHONE, "key", "sms/marketing", "value", "granted", "actor", "subject", "evidence", "form"));
        house.quiet();
        assertThat(house.found(EMAIL)).as("it was never there in the clear").isEmpty();

        house.erase(subject);
        house.untilErased(subject);

        JsonNode certificate = house.erasure(subject).path("certificate");
        assertThat(certificate.at("/systems/twilio/confirmed").asInt()).isPositive();
        assertThat(house.system("twilio").holds(EMAIL).orElseThrow()).containsEntry("status", "opt-out");
        assertThat(house.system("salesforce").holds(EMAIL).orElseThrow()).as("no manifest says that it is to delete").containsEntry("HasOptedOutOfEmail", true);
        assertThat(house.status("/api/v1/subjects/" + subject + "/preferences")).isEqualTo(410);
        assertThat(house.post("/api/v1/ledger/verify", Map.of()).path("sound").asBoolean()).as("the chain still verifies").isTrue();

        house.tell(Map.of("source", "fair", "eventId", "f-1", "email", EMAIL, "key", "email/marketing", "value", "granted", "actor", "automation", "evidence", "import"));
        assertThat(house.search(EMAIL)).as("somebody new").isNotEqualTo(subject);
        assertThat(house.post("/api/v1/check", Map.of("contactPoint", EMAIL, "channel", "email", "purpose", "marketing")).path("decision").asText()).isEqualTo("deny");

        house.close();
        for (String personal : List.of(EMAIL, PHONE, PHONE.substring(1), WISH)) {
            assertThat(house.found(personal)).as("the broker's journal, the database, keys and logs").isEmpty();
        }
    }

    @Test
    void whereTheRecordsAreDeletedTooNothingIsLeftOfTheirIdsEither() throws Exception {
        house = new House(Map.of("HEED_SALESFORCE_ERASURE", "delete", "HEED_DYNAMICS365_ERASURE", "delete"));
        house.together().sandbox().enrol(List.of(new Person(EMAIL, PHONE, "Erased", "Person", "en", "", Set.of("salesforce", "dynamics365"))));
        house.until(() -> house.count("select count(distinct system) from record where present") == 2);
        String subject = house.search(EMAIL);
        String contact = house.system(SalesforceSimulator.class).contactId(EMAIL).orElseThrow();
        String row = house.system("dynamics365").holds(EMAIL).orElseThrow().get("contactid").toString();
        house.quiet();

        house.erase(subject);
        house.untilErased(subject);

        assertThat(house.erasure(subject).path("completedAt").asText()).isNotEmpty();
        assertThat(house.count("select count(*) from deletion where state = 'erased' and sealed is null and wrapped is null")).isEqualTo(2);
        // Salesforce tells of a deleted contact once more when its contacts are looked at, and shows its address with it
        house.until(() -> house.count("select count(*) from feed_position where system = 'salesforce' and feed = 'contacts' and position::timestamptz > (select max(settled_at) from deletion)") == 1);
        house.quiet();
        assertThat(house.search(EMAIL)).as("nobody is known again").isEmpty();
        assertThat(house.count("select count(*) from inbound where system = 'salesforce' and subject_id is null and wrapped is not null")).as("nor can what was told be read").isZero();

        house.close();
        for (String personal : List.of(EMAIL, PHONE, PHONE.substring(1))) {
            assertThat(house.found(personal)).as("the broker's journal, the database, keys and logs").isEmpty();
        }
        for (String id : List.of(contact, row)) {
            assertThat(house.foundInDatabase(id)).as("the database and its log").isEmpty();
        }
    }
}
