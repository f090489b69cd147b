package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases that make the trade hard, through real routes and native interfaces. */
class HardCasesTest {

    @AfterEach
    void behaveAgain() {
        Customers.EVERYWHERE.forEach(system -> Scene.system(system).faults().clear());
    }

    @Test
    void aRefusalByANumberThatTwoShareBindsBoth() {
        Person one = Customers.knownIn(Set.of("salesforce", "twilio"));
        Person other = new Person("other-" + one.email(), one.phone(), "Other", "Person", "en", "", Set.of("salesforce"));
        Scene.enter(one);
        Scene.enter(other);
        Scene.system("twilio").act(one.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(holds("salesforce", one)) && SmsConsent.SALESFORCE.refused(holds("salesforce", other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"salesforce", "dynamics365", "eloqua", "responsys"})
    void aSystemThatMeetsTheCustomerLaterGetsWhatHoldsAndItsDefaultsAreNoGrant(String late) {
        Set<String> first = new java.util.TreeSet<>(Customers.EVERYWHERE);
        first.remove(late);
        Person customer = Scene.enter(Customers.knownIn(first));
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> Scene.changes(customer) == 1);
        Scene.quiet(customer);
        assertThat(Scene.deliveries(customer)).containsEntry("absent", 1L);
        Scene.system(late).enrol(new Person(customer.email(), customer.phone(), "Late", "Comer", "en", "", Set.of(late)));
        Scene.until(() -> consent(late).refused(holds(late, customer)));
        Scene.quiet(customer);
        assertThat(Scene.deliveries(customer)).doesNotContainKey("absent");
        assertThat(first.stream().filter(system -> !system.equals(late)).allMatch(system -> consent(system).refused(holds(system, customer)))).isTrue();
    }

    @Test
    void aRecordDeletedAndRestoredGetsWhatHolds() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        Scene.system("salesforce").act(customer.email(), "delete", "delete");
        Scene.until(() -> Scene.database().sql("select count(*) from record join contact_point using (subject_id) where point = ? and system = 'salesforce' and not present")
                .param(Scene.email(customer)).query(Long.class).single() == 1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> Scene.deliveries(customer).containsKey("absent"));
        Scene.system("salesforce").act(customer.email(), "undelete", "undelete");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(holds("salesforce", customer)));
    }

    @Test
    void aNoToTheNewsletterShutsCoarseFlagsAndLeavesTheOtherTopicsAlone() {
        Person customer = Scene.enter(Customers.knownEverywhere());
        Scene.system("eloqua").act(customer.email(), "Offers", "Subscribe");
        Scene.until(() -> Scene.changes(customer) == 1);
        Scene.quiet(customer);
        Scene.system("eloqua").act(customer.email(), "Newsletter", "Unsubscribe");
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("HasOptedOutOfEmail")));
        Scene.until(() -> "O".equals(holds("responsys", customer).get("EMAIL_PERMISSION_STATUS_")));
        Scene.quiet(customer);
        assertThat(holds("dynamics365", customer)).containsEntry("donotbulkemail", false);
        assertThat(holds("eloqua", customer).get("emailGroups")).isEqualTo(Map.of("Newsletter", "false", "Offers", "true"));
        // an export that was under way may still show the group as it was before; that is recorded, and changes nothing
        assertThat(Scene.holding(customer)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"कृपया शाम छह बजे के बाद ही संदेश भेजें।", "İstanbul saatiyle akşamları yazın — ığüşöç", "لطفاً فقط ایمیل بفرستید؛ تماس نگیرید.",
            "Bitte „höchstens“ einmal, ohne \"Anruf\", <b>danke</b> & tschüß 👋🏽"})
    void aWishInAnyScriptArrivesUnmangledEverywhere(String wish) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365", "eloqua", "responsys")));
        Scene.system("dynamics365").act(customer.email(), "new_contactwish", wish);
        Scene.until(() -> wish.equals(holds("salesforce", customer).get("ContactWish__c")));
        Scene.until(() -> wish.equals(holds("eloqua", customer).get("C_Contact_Wish1")));
        Scene.until(() -> wish.equals(holds("responsys", customer).get("CONTACT_WISH")));
    }

    @ParameterizedTest
    @EnumSource(names = {"SALESFORCE", "DYNAMICS", "ELOQUA", "RESPONSYS"})
    void aDeadSystemDelaysNoOtherAndGetsItWhenItIsBack(SmsConsent dead) {
        Person customer = Scene.enter(Customers.knownEverywhere());
        Scene.system(dead.system).faults().answer(10_000, 503, -1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        for (SmsConsent other : SmsConsent.values()) {
            if (other != dead) {
                Scene.until(() -> other.refused(holds(other.system, customer)));
            }
        }
        assertThat(dead.refused(holds(dead.system, customer))).isFalse();
        Scene.system(dead.system).faults().clear();
        Scene.until(() -> dead.refused(holds(dead.system, customer)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SALESFORCE", "DYNAMICS", "TWILIO", "ELOQUA", "RESPONSYS"})
    void anAnswerLostAfterItTookEffectLosesAndDoublesNothing(SmsConsent target) {
        Person customer = Scene.enter(Customers.knownEverywhere());
        SmsConsent source = target == SmsConsent.SALESFORCE ? SmsConsent.DYNAMICS : SmsConsent.SALESFORCE;
        Scene.system(target.system).faults().dropAfter();
        Scene.system(source.system).act(customer.email(), source.lever, source.no);
        Scene.until(() -> target.refused(holds(target.system, customer)));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
    }

    @Test
    void tooManyRequestsAreWaitedFor() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "twilio")));
        Scene.system("dynamics365").faults().answer(2, 429, 1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.DYNAMICS.refused(holds("dynamics365", customer)));
    }

    @Test
    void whatASystemRefusesForGoodIsParkedInItsOwnWordsAndStopsNobodyElse() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("twilio", "dynamics365", "salesforce")));
        Scene.system("twilio").faults().answer(1, 400, -1);
        Scene.system("dynamics365").act(customer.email(), "consent_text_message", "Opted Out");
        Scene.until(() -> reasons(customer).stream().filter(Objects::nonNull).anyMatch(reason -> reason.startsWith("400")));
        Scene.until(() -> SmsConsent.SALESFORCE.refused(holds("salesforce", customer)));
    }

    @Test
    void whatASystemHasNoWordForIsNotWrittenThereAndReachesTheOthers() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365", "eloqua")));
        Scene.system("dynamics365").act(customer.email(), "new_preferredlanguage", "tlh");
        Scene.until(() -> "tlh".equals(holds("eloqua", customer).get("C_Language1")));
        Scene.quiet(customer);
        assertThat(holds("salesforce", customer)).containsEntry("PreferredLanguage__c", "en");
    }

    @Test
    void aWebhookThatWasLostIsMadeUpForByTheSecondFeed() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "salesforce")));
        Scene.system("dynamics365").faults().lose(1);
        Scene.system("dynamics365").act(customer.email(), "donotphone", "true");
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("DoNotCall")));
    }

    @Test
    void anEventThatComesTwiceIsOneChange() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("twilio", "salesforce")));
        Scene.system("twilio").faults().repeat(1);
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(holds("salesforce", customer)));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
    }

    private static Map<String, Object> holds(String system, Person customer) {
        SimulatedSystem simulated = Scene.system(system);
        return simulated.holds(customer.email()).orElse(Map.of());
    }

    private static SmsConsent consent(String system) {
        return java.util.Arrays.stream(SmsConsent.values()).filter(consent -> consent.system.equals(system)).findFirst().orElseThrow();
    }

    private static List<String> reasons(Person customer) {
        return Scene.database().sql("select reason from delivery join contact_point using (subject_id) where point = ? and state = 'parked'")
                .param(Scene.email(customer)).query(String.class).list();
    }
}
