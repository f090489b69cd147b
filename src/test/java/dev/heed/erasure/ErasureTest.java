package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.dynamics365.Dynamics365Simulator;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import dev.heed.sandbox.twilio.Signature;
import dev.heed.sandbox.twilio.TwilioSimulator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person is erased: the systems have been told, nothing of them can be found, and their address stays refused. */
class ErasureTest {

    private static final String EMAIL = "erased.person.7391@example.com";
    private static final String PHONE = "+15550107391";
    private static final String LATER_PHONE = "+15550107397";
    private static final String FIRST_NAME = "Erasmina7391";
    private static final String LAST_NAME = "Perdutova7391";
    private static final String OTHER_EMAIL = "erased.otherwise.7393@example.com";
    private static final String OTHER_PHONE = "+15550107393";
    private static final String WISH = "bitte nie wieder anrufen 7391";

    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nothingOfThePersonIsLeftAndTheirAddressStaysRefused() throws Exception {
        house = new House(Map.of("heed.erasure.patience", "PT30S", "heed.broker.max-delivery-attempts", 2));
        Person person = new Person(EMAIL, PHONE, FIRST_NAME, LAST_NAME, "en", "", Set.of("salesforce", "twilio"));
        house.together().sandbox().enrol(List.of(person));
        house.until(() -> !house.search(EMAIL).isEmpty());
        String subject = house.search(EMAIL);
        house.tell(Map.of("source", "shop", "eventId", "w-1", "email", EMAIL, "key", "wish", "value", WISH, "actor", "subject", "evidence", "form"));
        house.tell(Map.of("source", "shop", "eventId", "p-1", "email", EMAIL, "phone", PHONE, "key", "sms/marketing", "value", "granted", "actor", "subject", "evidence", "form"));
        String contact = house.system(SalesforceSimulator.class).contactId(EMAIL).orElseThrow();
        String dead = house.dead(Map.of("source", "shop", "eventId", "o-1", "email", OTHER_EMAIL, "phone", OTHER_PHONE, "key", "sms/marketing", "value", "granted",
                "actor", "subject", "evidence", "form"));
        String other = house.search(OTHER_EMAIL);
        assertThat(List.of(subject, other)).as("what nobody took is about the person").anyMatch(dead::contains);
        assertThat(house.post("/api/v1/subjects/" + subject + "/merge", Map.of("other", other, "because", OTHER_EMAIL + " says so")).path("persons").size()).isEqualTo(1);
        sendStrangeText(PHONE);
        house.until(() -> house.count("select count(*) from parked") == 1);
        house.quiet();
        assertThat(house.found(EMAIL, contact)).as("it was never there in the clear").isEmpty();

        house.erase(subject);
        house.tell(Map.of("source", "shop", "eventId", "w-2", "email", EMAIL, "phone", LATER_PHONE, "key", "wish", "value", WISH, "actor", "subject", "evidence", "form"));
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
        house.tell(Map.of("source", "fair", "eventId", "f-2", "phone", LATER_PHONE, "key", "sms/marketing", "value", "granted", "actor", "automation", "evidence", "import"));
        assertThat(house.post("/api/v1/check", Map.of("contactPoint", LATER_PHONE, "channel", "sms", "purpose", "marketing")).path("decision").asText())
                .as("it became known after the order").isEqualTo("deny");

        house.close();
        assertThat(house.found(EMAIL, PHONE.substring(1), OTHER_EMAIL, OTHER_PHONE.substring(1), LATER_PHONE.substring(1), FIRST_NAME, LAST_NAME, WISH, contact))
                .as("the broker's journal, the database, keys and logs").isEmpty();
    }

    @Test
    void whereTheRecordsAreDeletedTooNothingIsLeftOfTheirIdsEither() throws Exception {
        house = new House(Map.of("HEED_SALESFORCE_ERASURE", "delete", "HEED_DYNAMICS365_ERASURE", "delete"));
        house.together().sandbox().enrol(List.of(new Person(EMAIL, PHONE, FIRST_NAME, LAST_NAME, "en", "", Set.of("salesforce", "dynamics365"))));
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
        assertThat(house.found(EMAIL, PHONE.substring(1), FIRST_NAME, LAST_NAME, contact, row)).as("the broker's journal, the database, keys and logs").isEmpty();
    }

    @Test
    void parkedMessagesThatNameThePersonAreForgottenHoweverTheyWriteIt() throws Exception {
        house = new House(Map.of());
        Person person = new Person(EMAIL, PHONE, FIRST_NAME, LAST_NAME, "en", "", Set.of("salesforce", "twilio"));
        house.together().sandbox().enrol(List.of(person));
        house.until(() -> !house.search(EMAIL).isEmpty());
        String subject = house.search(EMAIL);
        sendStrangeText(PHONE);
        sendCutNotice("{\"PrimaryEntityName\": \"contact\", \"who\": \"" + EMAIL.toUpperCase(Locale.ROOT).replace("@", "\\u0040") + "\"");
        sendStrangeText("+15550107392");
        house.until(() -> house.get("/api/v1/parked").path("parked").size() == 3);
        JsonNode parked = house.get("/api/v1/parked").path("parked");
        assertThat(house.get("/api/v1/parked/" + parked.at("/2/id").asText()).at("/message/body").asText()).contains("From=%2B" + PHONE.substring(1));
        house.quiet();

        house.erase(subject);
        house.untilErased(subject);

        assertThat(house.count("""
                select count(*) from inbound join parked on inbound_id = inbound.id
                where wrapped is null and body = ''::bytea and state = 'done' and resolved_at is not null""")).isEqualTo(2);
        assertThat(house.get("/api/v1/parked/" + parked.at("/2/id").asText()).path("message").isNull()).isTrue();
        JsonNode waiting = house.get("/api/v1/parked").path("parked");
        assertThat(waiting).as("nobody is to look at what is gone").hasSize(1);
        assertThat(house.get("/api/v1/parked/" + waiting.at("/0/id").asText()).at("/message/body").asText()).as("somebody else's").contains("15550107392");
    }

    /** A text message whose kind nobody knows, from this number, signed. */
    private void sendStrangeText(String number) throws Exception {
        Map<String, String> fields = Map.of("MessageSid", "SM" + number.substring(1), "From", number, "To", "+15550199999", "Body", "stop", "OptOutType", "PAUSE");
        house.send("twilio", Map.of("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8",
                "X-Twilio-Signature", Signature.of(TwilioSimulator.AUTH_TOKEN, house.address("twilio"), fields)),
                fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&")));
    }

    private void sendCutNotice(String body) throws Exception {
        house.send("dynamics365", Map.of("Content-Type", "application/json", Dynamics365Simulator.WEBHOOK_HEADER, Dynamics365Simulator.WEBHOOK_KEY), body);
    }
}
