package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers and their words in scripts of which each system has its own idea. */
class AnyScriptTest {

    /** A system that keeps addresses and free text, and how its people use it. */
    private enum Keeper {
        SALESFORCE("salesforce", "ContactWish__c", "HasOptedOutOfEmail", "true", "HasOptedOutOfEmail", true),
        DYNAMICS("dynamics365", "new_contactwish", "donotbulkemail", "true", "donotbulkemail", true),
        ELOQUA("eloqua", "C_Contact_Wish1", "Global", "Unsubscribe", "isSubscribed", "false"),
        RESPONSYS("responsys", "CONTACT_WISH", "EMAIL_PERMISSION_STATUS_", "O", "EMAIL_PERMISSION_STATUS_", "O");

        private final String system;
        private final String wish;
        private final String lever;
        private final String no;
        private final String flag;
        private final Object off;

        Keeper(String system, String wish, String lever, String no, String flag, Object off) {
            this.system = system;
            this.wish = wish;
            this.lever = lever;
            this.no = no;
            this.flag = flag;
            this.off = off;
        }

        private boolean refusedEmail(Person customer) {
            return off.equals(holds(system, customer).get(flag));
        }
    }

    private static final Set<String> KEEPERS = Set.of("salesforce", "dynamics365", "eloqua", "responsys");

    /** Said by four customers at once, each in another system. */
    @ParameterizedTest
    @ValueSource(strings = {"कृपया शाम छह बजे के बाद ही संदेश भेजें।", "İstanbul saatiyle akşamları yazın — ığüşöç", "لطفاً فقط ایمیل بفرستید؛ تماس نگیرید.",
            "Bitte „höchstens“ einmal, ohne \"Anruf\", <b>danke</b> & tschüß 👋🏽"})
    void aWishInAnyScriptArrivesUnmangledFromEverywhereEverywhere(String wish) {
        List<Person> customers = Stream.of(Keeper.values()).map(source -> Customers.knownIn(KEEPERS)).toList();
        Scene.enter(customers);
        for (Keeper source : Keeper.values()) {
            Scene.system(source.system).act(customers.get(source.ordinal()).email(), source.wish, wish);
        }
        for (Person customer : customers) {
            for (Keeper target : Keeper.values()) {
                Scene.until(() -> wish.equals(holds(target.system, customer).get(target.wish)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void howeverASystemSpellsAddressAndNumberItIsOneCustomerWhoseRefusalsBindAllFive(Keeper odd) {
        Person known = Customers.knownIn(without(Customers.EVERYWHERE, odd.system));
        Person ascii = new Person("joerg" + known.phone().substring(1) + "@xn--bcher-kva.example", known.phone(), "Jörg", "Müller", "de", "", known.systems());
        Person letters = new Person("Joerg" + known.phone().substring(1) + "@BÜCHER.example", "+" + inPersian(known.phone()), "Jörg", "Müller", "de", "", Set.of(odd.system));
        Scene.system(odd.system).enrol(letters);
        Scene.enter(ascii);
        Scene.until(() -> seenIn(odd.system, ascii));
        assertThat(points(ascii)).as("one person, of one address and one number").isEqualTo(2);
        SmsConsent texting = SmsConsent.of(odd.system);
        Scene.system(odd.system).act(letters.email(), texting.lever, texting.no);
        Keeper writing = Keeper.values()[(odd.ordinal() + 1) % Keeper.values().length];
        Scene.system(writing.system).act(ascii.email(), writing.lever, writing.no);
        for (SmsConsent target : SmsConsent.values()) {
            Scene.until(() -> target.refused(holds(target.system, target == texting ? letters : ascii)));
        }
        for (Keeper target : Keeper.values()) {
            Scene.until(() -> target.refusedEmail(target == odd ? letters : ascii));
        }
        Scene.quiet(ascii);
        assertThat(points(ascii)).isEqualTo(2);
        assertThat(Scene.deliveries(ascii)).doesNotContainKeys("parked", "absent");
    }

    /**
     * What stands before the {@code @} is for its own host to interpret (RFC 5321, 2.4). That case makes no difference there is what every host does; that
     * a letter with a dot is one without is what no host does, and what a Turkish reader sees at once is another's mailbox.
     */
    @Test
    void aTurkishAddressIsOneInWhateverCaseAndNotThatOfALetterWithoutItsDot() {
        Person known = Customers.knownIn(Set.of("eloqua"));
        String number = known.phone().substring(1);
        Person small = new Person("işik" + number + "@example.com", known.phone(), "Işık", "Su", "tr", "", Set.of("eloqua"));
        Person large = new Person("IŞIK" + number + "@EXAMPLE.COM", "", "Işık", "Su", "tr", "", Set.of("salesforce"));
        Person other = new Person("ışık" + number + "@example.com", "", "Işık", "Ay", "tr", "", Set.of("salesforce"));
        Scene.system("salesforce").enrol(large);
        Scene.enter(List.of(small, other));
        Scene.until(() -> seenIn("salesforce", small));
        Scene.system("eloqua").act(small.email(), "Global", "Unsubscribe");
        Scene.until(() -> Keeper.SALESFORCE.refusedEmail(large));
        Scene.quiet(small);
        assertThat(Keeper.SALESFORCE.refusedEmail(other)).isFalse();
    }

    private static Set<String> without(Set<String> systems, String system) {
        Set<String> others = new TreeSet<>(systems);
        others.remove(system);
        return others;
    }

    private static String inPersian(String number) {
        StringBuilder digits = new StringBuilder();
        number.chars().filter(Character::isDigit).forEach(digit -> digits.append((char) ('۰' + digit - '0')));
        return digits.toString();
    }

    private static boolean seenIn(String system, Person customer) {
        return Scene.database().sql("select count(*) from record join contact_point using (subject_id) where point = ? and present and system = ?")
                .params(Scene.email(customer), system).query(Long.class).single() == 1;
    }

    /** How many addresses and numbers the person has in all records, whoever was found to be the same. */
    private static int points(Person customer) {
        return Scene.database().sql("""
                select count(distinct point) from contact_point where person_of(subject_id, 'infinity') in (
                    select person_of(subject_id, 'infinity') from contact_point where point in (?, ?))""")
                .params(Scene.email(customer), Scene.phone(customer)).query(Integer.class).single();
    }

    private static Map<String, Object> holds(String system, Person customer) {
        return Scene.system(system).holds(customer.email()).orElse(Map.of());
    }
}
