package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.dynamics365.Dynamics365Simulator;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word is heard in whatever place of a system it was said, though its first feed failed to tell, and is written in every place that it has there. */
class EveryPlaceTest {

    @AfterEach
    void behaveAgain() {
        Customers.EVERYWHERE.forEach(system -> Scene.system(system).faults().clear());
    }

    @Test
    void aStopOfWhichNoWebhookCameIsFoundAmongTheMessagesAndIsOneChange() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("twilio", "salesforce")));
        Scene.system("twilio").faults().lose(1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(holds("salesforce", customer)));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
    }

    @Test
    void bothNumbersOfACustomerAreRefusedToTwilioInOneCall() {
        Person one = Customers.knownIn(Set.of("salesforce"));
        Person two = new Person(one.email(), "+15550209" + one.phone().substring(9), "Same", "Person", "en", "", Set.of("dynamics365"));
        Scene.enter(one);
        Scene.enter(two);
        Scene.system("twilio").enrol(new Person("one-" + one.email(), one.phone(), "", "", "en", "", Set.of()));
        Scene.system("twilio").enrol(new Person("two-" + one.email(), two.phone(), "", "", "en", "", Set.of()));
        Scene.system("twilio").faults().answer(10_000, 503, -1);
        Instant start = Instant.now();
        Scene.system("salesforce").act(one.email(), "HasOptedOutOfSms__c", "true");
        Scene.until(() -> Scene.changes(one) == 1);
        Scene.system("twilio").faults().clear();
        for (String which : List.of("one-", "two-")) {
            Scene.until(() -> SmsConsent.TWILIO.refused(Scene.system("twilio").holds(which + one.email()).orElseThrow()));
        }
        Scene.quiet(one);
        assertThat(Scene.system("twilio").faults().calls()).filteredOn(call -> !call.at().isBefore(start) && call.path().contains(SmsConsent.TWILIO.path) && call.status() < 300)
                .hasSize(1);
        assertThat(Scene.deliveries(one)).doesNotContainKey("parked");
    }

    @Test
    void howMuchOfItsAllowanceSalesforceSaysIsUsedIsMeasured() {
        Scene.until(() -> Scene.bean(MeterRegistry.class).get("heed.allowance.used").tag("system", "salesforce").gauge().value() > 0);
    }

    @Test
    void aSalesforceEventThatHidesWhatChangedIsLookedUp() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        ((SalesforceSimulator) Scene.system("salesforce")).gap(1);
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        Scene.until(() -> Boolean.TRUE.equals(holds("dynamics365", customer).get("donotphone")));
    }

    @Test
    void whatSalesforceHadTooManyEventsToTellIsFoundByTheSecondFeedAndTheStreamGoesOn() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        Person other = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        long parked = parked();
        Scene.system("salesforce").faults().lose(1);
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        ((SalesforceSimulator) Scene.system("salesforce")).overflow();
        Scene.system("salesforce").act(other.email(), "DoNotCall", "true");
        Scene.soon(() -> Boolean.TRUE.equals(holds("dynamics365", other).get("donotphone")));
        assertThat(parked()).isEqualTo(parked);
        Scene.until(() -> Boolean.TRUE.equals(holds("dynamics365", customer).get("donotphone")));
    }

    @Test
    void aSalesforceStreamGoesOnAfterItsSessionAndItsEventsHaveExpired() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        SalesforceSimulator salesforce = (SalesforceSimulator) Scene.system("salesforce");
        salesforce.expireEvents();
        salesforce.expireTokens();
        long before = streamed();
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        Scene.until(() -> streamed() > before);
        Scene.until(() -> Boolean.TRUE.equals(holds("dynamics365", customer).get("donotphone")));
    }

    @Test
    void aSalesforceStreamWhoseLastEventIsForgottenIsReadFromTheOldestThatIsKept() throws Exception {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        Scene.routes().stopRoute("salesforce-in");
        ((SalesforceSimulator) Scene.system("salesforce")).expireEvents();
        long before = streamed();
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        Scene.routes().startRoute("salesforce-in");
        Scene.until(() -> streamed() > before);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410})
    void dynamicsIsReadAfreshWhenItHasForgottenHowFarItWasRead(int status) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "salesforce")));
        ((Dynamics365Simulator) Scene.system("dynamics365")).expireDeltaLinks(status);
        Scene.system("dynamics365").faults().lose(1);
        Scene.system("dynamics365").act(customer.email(), "donotphone", "true");
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("DoNotCall")));
    }

    @Test
    void anUnsubscribeThatDynamicsKeepsAsAConsentReachesTheOthers() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "salesforce")));
        Scene.system("dynamics365").act(customer.email(), "consent_email", "Opted Out");
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("HasOptedOutOfEmail")));
        Scene.quiet(customer);
        assertThat(holds("salesforce", customer).get("ConsentReason__c").toString()).contains("form by subject, preference page");
        Scene.system("dynamics365").act(customer.email(), "consent_email", "Opted In");
        Scene.until(() -> Boolean.FALSE.equals(holds("salesforce", customer).get("HasOptedOutOfEmail")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aRefusalOfEmailStandsInBothPlacesOfDynamicsWithItsProvenance() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "salesforce")));
        Scene.system("salesforce").act(customer.email(), "HasOptedOutOfEmail", "true");
        Scene.until(() -> Boolean.TRUE.equals(holds("dynamics365", customer).get("donotbulkemail")));
        Scene.quiet(customer);
        assertThat((List<Map<String, Object>>) holds("dynamics365", customer).get("consents")).singleElement().satisfies(consent -> {
            assertThat(consent).containsEntry("msdynmkt_value", 534120002).containsEntry("msdynmkt_contactpointtype", 534120000)
                    .containsEntry("_msdynmkt_topicid_value", null);
            assertThat(consent.get("msdynmkt_reason").toString()).startsWith("Heed: salesforce, ");
        });
        assertThat(Scene.changes(customer)).isEqualTo(1);
        assertThat(Scene.deliveries(customer)).containsEntry("confirmed", 1L);
    }

    /** As when a second place showed for a moment what had stood there before. */
    @Test
    void whatWasWrittenAndIsQueuedAgainIsConfirmedByWhatStandsThere() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "salesforce")));
        Scene.system("salesforce").act(customer.email(), "HasOptedOutOfEmail", "true");
        Scene.until(() -> Long.valueOf(1).equals(Scene.deliveries(customer).get("confirmed")));
        Scene.database().sql("""
                update delivery set state = 'queued', queued_at = clock_timestamp(), due_at = clock_timestamp(), accepted_at = null, confirmed_at = null, settled_at = null
                where state = 'confirmed' and subject_id in (select subject_id from contact_point where point = ?)""").param(Scene.email(customer)).update();
        Scene.quiet(customer);
        assertThat(Scene.deliveries(customer)).containsEntry("confirmed", 1L);
    }

    private static long parked() {
        return Scene.database().sql("select count(*) from inbound where system = 'salesforce' and state = 'parked'").query(Long.class).single();
    }

    /** How many events of the stream were kept. */
    private static long streamed() {
        return Scene.database().sql("select count(*) from inbound where system = 'salesforce' and feed = 'changes'").query(Long.class).single();
    }

    private static Map<String, Object> holds(String system, Person customer) {
        return Scene.system(system).holds(customer.email()).orElse(Map.of());
    }
}
