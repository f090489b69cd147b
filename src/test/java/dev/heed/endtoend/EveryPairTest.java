package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal made in any system's own way reaches every other system, natively and with its provenance. */
class EveryPairTest {

    @TestFactory
    Stream<DynamicContainer> aRefusalReachesEveryOtherSystem() {
        return Arrays.stream(SmsConsent.values()).map(source -> {
            Person customer = Scene.enter(Customers.knownEverywhere());
            Scene.system(source.system).act(customer.email(), source.lever, source.no);
            return DynamicContainer.dynamicContainer("from " + source.system, Arrays.stream(SmsConsent.values()).filter(target -> target != source)
                    .map(target -> DynamicTest.dynamicTest("to " + target.system, () -> {
                        SimulatedSystem system = Scene.system(target.system);
                        Scene.until(() -> target.refused(system.holds(customer.email()).orElseThrow()));
                        assertThat(target.saysWhere(system.holds(customer.email()).orElseThrow(), source.system)).as("provenance in %s", target.system).isTrue();
                    })));
        });
    }

    @Test
    void aRefusalOfEmailInSalesforceUnsubscribesTheContactInEloquaAndLeavesItsGroupsAlone() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "eloqua")));
        SimulatedSystem eloqua = Scene.system("eloqua");
        Map<String, Object> before = eloqua.holds(customer.email()).orElseThrow();
        Scene.system("salesforce").act(customer.email(), "HasOptedOutOfEmail", "true");
        Scene.until(() -> "false".equals(eloqua.holds(customer.email()).orElseThrow().get("isSubscribed")));
        assertThat(before).containsEntry("isSubscribed", "true");
        assertThat(eloqua.holds(customer.email()).orElseThrow()).containsEntry("emailGroups", before.get("emailGroups")).containsEntry("C_Consent_Source1", "salesforce");
    }

    @ParameterizedTest
    @EnumSource
    void oneChangeMakesFourWritesAndSilenceThoughAllFiveEcho(SmsConsent source) {
        Person customer = Scene.enter(Customers.knownEverywhere());
        Scene.system("twilio").faults().echo(true);
        try {
            int before = writes();
            Scene.system(source.system).act(customer.email(), source.lever, source.no);
            Scene.until(() -> Scene.changes(customer) == 1);
            Scene.quiet(customer);
            assertThat(writes() - before).isEqualTo(4);
            assertThat(Scene.changes(customer)).as("no echo is taken for a change").isEqualTo(1);
            assertThat(Scene.deliveries(customer)).isEqualTo(Map.of("unchanged", 1L, "confirmed", 4L));
        } finally {
            Scene.system("twilio").faults().echo(false);
        }
    }

    @Test
    void theCustomersOwnLaterYesIsHeardEverywhere() {
        Person customer = Scene.enter(Customers.knownEverywhere());
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> refusedEverywhere(customer));
        Scene.quiet(customer);
        Scene.system("twilio").act(customer.email(), "sms", "START");
        Scene.until(() -> Arrays.stream(SmsConsent.values()).noneMatch(system -> refused(system, customer)));
    }

    @Test
    void anAgentWhoUnticksTheRefusalIsOverruledAndTheRecordShowsItAgain() {
        Person customer = Scene.enter(Customers.knownEverywhere());
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> refusedEverywhere(customer));
        Scene.quiet(customer);
        Scene.system("salesforce").act(customer.email(), "HasOptedOutOfSms__c", "false");
        Scene.until(() -> Scene.changes(customer) == 2);
        Scene.until(() -> refusedEverywhere(customer));
    }

    private static boolean refusedEverywhere(Person customer) {
        return Arrays.stream(SmsConsent.values()).allMatch(system -> refused(system, customer));
    }

    private static boolean refused(SmsConsent consent, Person customer) {
        return consent.refused(Scene.system(consent.system).holds(customer.email()).orElseThrow());
    }

    private static int writes() {
        return Arrays.stream(SmsConsent.values()).mapToInt(consent -> Scene.system(consent.system).writes().count()).sum();
    }
}
