package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Faults.Call;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.salesforce.SalesforceSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        Scene.until(() -> SmsConsent.of(late).refused(holds(late, customer)));
        Scene.quiet(customer);
        assertThat(Scene.deliveries(customer)).doesNotContainKey("absent");
        assertThat(first.stream().filter(system -> !system.equals(late)).allMatch(system -> SmsConsent.of(system).refused(holds(system, customer)))).isTrue();
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

    private enum Trouble {
        DEAD {
            @Override
            void befall(Faults faults) {
                faults.answer(10_000, 503, -1);
            }
        },
        HANGING {
            @Override
            void befall(Faults faults) {
                faults.slow(Duration.ofMinutes(10));
            }
        },
        RATE_LIMITED {
            @Override
            void befall(Faults faults) {
                faults.answer(10_000, 429, 1);
            }
        };

        abstract void befall(Faults faults);
    }

    @ParameterizedTest
    @CsvSource({"DEAD, SALESFORCE", "DEAD, DYNAMICS", "DEAD, TWILIO", "DEAD, ELOQUA", "DEAD, RESPONSYS", "HANGING, SALESFORCE", "HANGING, TWILIO", "HANGING, ELOQUA",
            "RATE_LIMITED, DYNAMICS", "RATE_LIMITED, ELOQUA"})
    void aSystemInTroubleDelaysNoOtherAndGetsItWhenItIsBack(Trouble trouble, SmsConsent troubled) {
        Person customer = Scene.enter(Customers.knownEverywhere());
        SmsConsent source = troubled == SmsConsent.TWILIO ? SmsConsent.SALESFORCE : SmsConsent.TWILIO;
        trouble.befall(Scene.system(troubled.system).faults());
        Scene.system(source.system).act(customer.email(), source.lever, source.no);
        for (SmsConsent other : SmsConsent.values()) {
            if (other != troubled) {
                Scene.soon(() -> other.refused(holds(other.system, customer)));
            }
        }
        assertThat(troubled.refused(holds(troubled.system, customer))).isFalse();
        Scene.system(troubled.system).faults().clear();
        Scene.until(() -> troubled.refused(holds(troubled.system, customer)));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerLostAfterItTookEffectLosesAndDoublesNothing(SmsConsent target) {
        losesAndDoublesNothing(target, faults -> faults.dropAfter(target.path));
    }

    @ParameterizedTest
    @EnumSource
    void aCallLostBeforeItTookEffectLosesAndDoublesNothing(SmsConsent target) {
        losesAndDoublesNothing(target, faults -> faults.dropBefore(target.path));
    }

    private static void losesAndDoublesNothing(SmsConsent target, Consumer<Faults> drop) {
        Person customer = Scene.enter(Customers.knownEverywhere());
        SmsConsent source = target == SmsConsent.SALESFORCE ? SmsConsent.DYNAMICS : SmsConsent.SALESFORCE;
        Instant start = Instant.now();
        drop.accept(Scene.system(target.system).faults());
        Scene.system(source.system).act(customer.email(), source.lever, source.no);
        Scene.until(() -> target.refused(holds(target.system, customer)));
        Scene.quiet(customer);
        assertThat(calls(target, start)).extracting(Call::status).as("a connection was cut").contains(0);
        assertThat(Scene.changes(customer)).isEqualTo(1);
        assertThat(Scene.deliveries(customer)).isEqualTo(Map.of("unchanged", 1L, "confirmed", 4L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})   // waited for in the route, and in the table
    void noCallIsMadeBeforeTheTimeThatASystemAskedFor(int seconds) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("dynamics365", "twilio")));
        Instant start = Instant.now();
        Scene.system("twilio").faults().answer(10_000, 429, seconds);
        Scene.system("dynamics365").act(customer.email(), "consent_text_message", "Opted Out");
        Scene.until(() -> calls(SmsConsent.TWILIO, start).size() >= 3);
        Scene.system("twilio").faults().clear();
        Scene.until(() -> SmsConsent.TWILIO.refused(holds("twilio", customer)));
        Scene.quiet(customer);
        List<Instant> times = calls(SmsConsent.TWILIO, start).stream().map(Call::at).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(Scene.deliveries(customer)).containsEntry("confirmed", 1L).doesNotContainKey("parked");
    }

    /** {@code STOP} alone was called for and failed: with {@code START} there is nothing to write for a while. */
    @ParameterizedTest
    @CsvSource({"twilio, sms, STOP, START, STOP", "dynamics365, new_preferredlanguage, de, hi, tr"})
    void whatWasSaidWhileASystemWasAwayIsOneWriteOfTheLastWord(String source, String lever, String first, String second, String last) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", source)));
        int writes = writes(customer);
        long said = said(customer, source);
        Scene.system("salesforce").faults().answer(10_000, 503, -1);
        List<String> words = List.of(first, second, last);
        for (int i = 0; i < words.size(); i++) {
            long heard = said + i + 1;
            Scene.system(source).act(customer.email(), lever, words.get(i));
            Scene.until(() -> said(customer, source) == heard && tried(customer, "salesforce"));
        }
        Scene.system("salesforce").faults().clear();
        Scene.until(() -> writes(customer) > writes);
        Scene.quiet(customer);
        assertThat(writes(customer) - writes).isEqualTo(1);
        if (source.equals("twilio")) {
            assertThat(holds("salesforce", customer)).containsEntry("HasOptedOutOfSms__c", true);
            assertThat(states(customer, "salesforce", "sms/marketing")).containsOnlyOnce("confirmed");
        } else {
            assertThat(holds("salesforce", customer)).containsEntry("PreferredLanguage__c", "tr");
            assertThat(states(customer, "salesforce", "language")).filteredOn(state -> !state.equals("unchanged")).containsExactlyInAnyOrder("superseded", "superseded", "confirmed");
        }
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

    /** For Salesforce and Twilio the same is told in {@link EveryPlaceTest}. */
    @ParameterizedTest
    @CsvSource({"dynamics365, donotbulkemail, true", "eloqua, Global, Unsubscribe", "responsys, EMAIL_PERMISSION_STATUS_, O"})
    void whatTheFirstFeedLostIsMadeUpForByTheSecond(String system, String lever, String no) {
        Person customer = Scene.enter(Customers.knownIn(Set.of(system, "salesforce")));
        Scene.system(system).faults().lose(1);
        Scene.system(system).act(customer.email(), lever, no);
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("HasOptedOutOfEmail")));
    }

    @ParameterizedTest
    @CsvSource({"salesforce, HasOptedOutOfEmail, true", "dynamics365, donotbulkemail, true", "twilio, sms, STOP", "eloqua, Global, Unsubscribe",
            "responsys, EMAIL_PERMISSION_STATUS_, O"})
    void anEventThatComesTwiceIsOneChange(String system, String lever, String no) {
        Person customer = Scene.enter(Customers.knownIn(Set.of(system, system.equals("salesforce") ? "dynamics365" : "salesforce")));
        Scene.system(system).faults().repeat(1);
        Scene.system(system).act(customer.email(), lever, no);
        Scene.until(() -> Long.valueOf(1).equals(Scene.deliveries(customer).get("confirmed")));
        Scene.quiet(customer);
        assertThat(Scene.changes(customer)).isEqualTo(1);
        assertThat(Scene.deliveries(customer)).containsEntry("confirmed", 1L);
    }

    @ParameterizedTest
    @CsvSource({"salesforce, PreferredLanguage__c", "dynamics365, new_preferredlanguage"})
    void ofTwoEventsThatChangedPlacesTheLaterWordHolds(String system, String lever) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365", "eloqua")));
        long messages = messages(system);
        Scene.system(system).faults().swap();
        Scene.system(system).act(customer.email(), lever, "de");
        Scene.system(system).act(customer.email(), lever, "tr");
        Scene.until(() -> messages(system) > messages && "tr".equals(holds("eloqua", customer).get("C_Language1")));
        Scene.quiet(customer);
        assertThat(holds("eloqua", customer)).containsEntry("C_Language1", "tr");
        assertThat(holds("salesforce", customer)).containsEntry("PreferredLanguage__c", "tr");
        assertThat(holds("dynamics365", customer)).containsEntry("new_preferredlanguage", "tr");
    }

    @Test
    void ofTwoClicksThatAreToldInTheWrongOrderTheLaterHolds() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "eloqua")));
        Scene.system("eloqua").act(customer.email(), "Global", "Unsubscribe");
        Scene.until(() -> Boolean.TRUE.equals(holds("salesforce", customer).get("HasOptedOutOfEmail")));
        Scene.quiet(customer);
        Scene.system("eloqua").faults().swap();
        Scene.system("eloqua").act(customer.email(), "Global", "Subscribe");
        Scene.system("eloqua").act(customer.email(), "Global", "Unsubscribe");
        Scene.until(() -> Scene.changes(customer) == 3);
        Scene.quiet(customer);
        assertThat(holds("salesforce", customer)).containsEntry("HasOptedOutOfEmail", true);
        assertThat(holds("eloqua", customer)).containsEntry("isSubscribed", "false");
    }

    /** A request to Dynamics is held up before it is looked at: between what was read and what is written, an agent writes. */
    @Test
    void whatAnAgentWritesBetweenOurReadingAndOurWritingIsNotWrittenOver() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "dynamics365")));
        Instant start = Instant.now();
        Scene.system("dynamics365").faults().slow(Duration.ofSeconds(1));
        Scene.system("salesforce").act(customer.email(), "DoNotCall", "true");
        Scene.until(() -> calls(SmsConsent.DYNAMICS, start).size() == 1);
        Scene.system("dynamics365").act(customer.email(), "new_contactwish", "Only in the evening");
        Scene.system("dynamics365").faults().clear();
        Scene.until(() -> Boolean.TRUE.equals(holds("dynamics365", customer).get("donotphone")));
        Scene.until(() -> "Only in the evening".equals(holds("salesforce", customer).get("ContactWish__c")));
        Scene.quiet(customer);
        assertThat(holds("dynamics365", customer)).containsEntry("donotphone", true).containsEntry("new_contactwish", "Only in the evening");
        assertThat(attempts(customer, "dynamics365")).as("the first was refused: 412").isEqualTo(2);
    }

    /** Calls that write, or in Dynamics read for writing. */
    private static List<Call> calls(SmsConsent target, Instant since) {
        return Scene.system(target.system).faults().calls().stream()
                .filter(call -> !call.at().isBefore(since) && !call.method().equals("GET") && call.path().contains(target.path)).toList();
    }

    private static int writes(Person customer) {
        SalesforceSimulator salesforce = (SalesforceSimulator) Scene.system("salesforce");
        String contact = salesforce.contactId(customer.email()).orElseThrow();
        return (int) salesforce.writes().all().stream().filter(write -> write.recordId().equals(contact)).count();
    }

    private static long messages(String system) {
        return Scene.database().sql("select count(*) from inbound where system = ?").param(system).query(Long.class).single();
    }

    private static List<String> states(Person customer, String system, String key) {
        return Scene.database().sql("select distinct on (change_id) state from delivery join contact_point using (subject_id) where point = ? and system = ? and key = ?")
                .params(Scene.email(customer), system, key).query(String.class).list();
    }

    private static long said(Person customer, String source) {
        return Scene.database().sql("select count(distinct entry_id) from ledger join contact_point using (subject_id) where contact_point.point = ? and source = ?")
                .params(Scene.email(customer), source).query(Long.class).single();
    }

    /** Whether all that waits was tried, and no call is under way that would be made again with what was to be said when it began. */
    private static boolean tried(Person customer, String system) {
        return Scene.database().sql("""
                select coalesce(min(attempts) > 0, true) and not exists (select 1 from lane join contact_point using (subject_id) where point = :point and system = :system)
                from delivery join contact_point using (subject_id) where point = :point and system = :system and state = 'queued'""")
                .param("point", Scene.email(customer)).param("system", system).query(Boolean.class).single();
    }

    private static int attempts(Person customer, String system) {
        return Scene.database().sql("select distinct attempts from delivery join contact_point using (subject_id) where point = ? and system = ? and key like '%/%'")
                .params(Scene.email(customer), system).query(Integer.class).single();
    }

    private static Map<String, Object> holds(String system, Person customer) {
        SimulatedSystem simulated = Scene.system(system);
        return simulated.holds(customer.email()).orElse(Map.of());
    }

    private static List<String> reasons(Person customer) {
        return Scene.database().sql("select reason from delivery join contact_point using (subject_id) where point = ? and state = 'parked'")
                .param(Scene.email(customer)).query(String.class).list();
    }
}
