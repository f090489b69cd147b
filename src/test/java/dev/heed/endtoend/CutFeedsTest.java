package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Faults.Drop;
import dev.heed.sandbox.Person;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A feed whose connection is lost goes on from where it was. */
class CutFeedsTest {

    @AfterEach
    void behaveAgain() {
        Customers.EVERYWHERE.forEach(system -> Scene.system(system).faults().clear());
    }

    /** Lost before the server heard that its client waits, or while it waits: then what is told to it is lost with the connection. */
    @ParameterizedTest
    @EnumSource
    void aStreamWhoseConnectionIsLostTellsAllTheSame(Drop when) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        cut("salesforce", "/cometd/", when);
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        Scene.until(() -> Scene.changes(customer) == 1);
        Scene.system("salesforce").act(customer.email(), "HasOptedOutOfSms__c", "true");
        Scene.until(() -> SmsConsent.TWILIO.refused(Scene.system("twilio").holds(customer.email()).orElseThrow()));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(2);
        assertThat(Scene.system("salesforce").faults().isToDrop()).isFalse();
    }

    /** Lost before the first byte of a file, or after its last: then it is read again, and nothing is said twice. */
    @ParameterizedTest
    @EnumSource
    void aFileWhoseConnectionIsLostIsReadAllTheSame(Drop when) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("responsys", "salesforce")));
        cut("responsys", "/CED_Data/", when);
        Scene.system("responsys").act(customer.email(), "EMAIL_PERMISSION_STATUS_", "O");
        Scene.until(() -> Boolean.TRUE.equals(Scene.system("salesforce").holds(customer.email()).orElseThrow().get("HasOptedOutOfEmail")));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
        assertThat(Scene.system("responsys").faults().isToDrop()).isFalse();
    }

    private static void cut(String system, String feed, Drop when) {
        Faults faults = Scene.system(system).faults();
        if (when == Drop.BEFORE) {
            faults.dropBefore(feed);
        } else {
            faults.dropAfter(feed);
        }
    }
}
