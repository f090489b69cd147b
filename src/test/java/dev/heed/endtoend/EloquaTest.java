package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.eloqua.EloquaSimulator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A system that is asked, not told of: exports and imports that take their time, two feeds of one record, no author in either. */
class EloquaTest {

    private final EloquaSimulator eloqua = (EloquaSimulator) Scene.system("eloqua");
    private Person customer;

    @BeforeEach
    void known() {
        customer = Scene.enter(Customers.knownIn(Set.of("eloqua", "dynamics365", "twilio")));
    }

    @AfterEach
    void behaveAgain() {
        eloqua.failSyncs(0);
        Scene.system("eloqua").faults().clear();
    }

    @Test
    void aClickIsTheSubjectsOwnWordAndHeardOnceThoughTwoFeedsShowIt() {
        eloqua.act(customer.email(), "Global", "Unsubscribe");
        Scene.until(() -> Scene.changes(customer) == 1);
        Scene.quiet(customer);
        eloqua.act(customer.email(), "C_Language1", "de");
        Scene.until(() -> Scene.changes(customer) == 2);
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(2);
        assertThat(actor("email/marketing")).isEqualTo("subject");
        assertThat(actor("language")).isEqualTo("agent");
        assertThat(eloqua.writes().all()).noneMatch(write -> write.fields().containsValue(customer.email()));
    }

    @Test
    void aGroupIsLeftWithItsOriginInOneWriteThatIsProvedByItsEcho() {
        Scene.system("dynamics365").act(customer.email(), "consent_topic_newsletter", "Opted Out");
        Scene.until(() -> "false".equals(group("Newsletter")));
        Scene.quiet(customer);
        assertThat(group("Offers")).isEqualTo("none");
        assertThat(holds()).containsEntry("isSubscribed", "true").containsEntry("C_Consent_Source1", "dynamics365");
        assertThat(Scene.changes(customer)).isEqualTo(1);
        assertThat(Scene.deliveries(customer)).containsEntry("confirmed", 1L);
        assertThat(eloqua.writes().all()).filteredOn(write -> write.fields().containsValue(customer.email())).hasSize(1);
    }

    @Test
    void theOriginOfALanguageDoesNotStandWhereThatOfAConsentBelongs() {
        Scene.system("dynamics365").act(customer.email(), "new_preferredlanguage", "fr");
        Scene.until(() -> "fr".equals(holds().get("C_Language1")));
        assertThat(holds()).containsEntry("C_Consent_Source1", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "dropBefore", "dropAfter", "syncError", "move"})
    void aRefusalGetsThroughWhateverGoesWrong(String trouble) {
        switch (trouble) {
            case "dropBefore" -> eloqua.faults().dropBefore();
            case "dropAfter" -> {
                for (int i = 0; i < 12; i++) {
                    eloqua.faults().dropAfter();
                }
            }
            case "syncError" -> eloqua.failSyncs(6);
            case "move" -> eloqua.move();
            default -> eloqua.faults().answer(12, Integer.parseInt(trouble), -1);
        }
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> "Opted Out".equals(holds().get("C_SMS_Consent1")));
        eloqua.act(customer.email(), "Offers", "Unsubscribe");
        Scene.until(() -> Scene.changes(customer) == 2);
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(2);
        assertThat(eloqua.writes().all()).filteredOn(write -> write.fields().containsValue(customer.email())).hasSize(1);
    }

    @Test
    void anAddressThatEloquaDoesNotKnowAnyMoreIsAbsentAndNoContactIsMadeOfIt() {
        // noted as if it had been seen, and then deleted in Eloqua, which tells of no deletion
        Person stranger = Scene.enter(Customers.knownIn(Set.of("twilio", "dynamics365")));
        Scene.database().sql("""
                insert into record (system, id, subject_id, email) select 'eloqua', ?, subject_id, point from contact_point where point = ?""")
                .params(stranger.email(), "email:" + stranger.email()).update();
        Scene.system("twilio").act(stranger.email(), "sms", "STOP");
        Scene.until(() -> Scene.database().sql("select present from record where system = 'eloqua' and id = ?").param(stranger.email())
                .query(Boolean.class).single().equals(false));
        Scene.quiet(stranger);
        assertThat(Scene.deliveries(stranger)).containsEntry("absent", 1L);
        assertThat(eloqua.holds(stranger.email())).isEmpty();
    }

    private Map<String, Object> holds() {
        return eloqua.holds(customer.email()).orElseThrow();
    }

    private Object group(String name) {
        return ((Map<?, ?>) holds().get("emailGroups")).get(name);
    }

    private String actor(String key) {
        return Scene.database().sql("select distinct actor from ledger join contact_point using (subject_id) where point = ? and key = ? and actor <> 'automation'")
                .params("email:" + customer.email(), key).query(String.class).single();
    }
}
