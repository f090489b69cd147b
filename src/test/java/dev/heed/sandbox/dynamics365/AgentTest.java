package dev.heed.sandbox.dynamics365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sandbox.People;
import dev.heed.sandbox.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentTest extends Dynamics365TestBase {

    private Dynamics365Simulator simulator;

    @BeforeEach
    void simulator() {
        simulator = environment.simulator();
    }

    @Test
    void enrolsEveryPersonWithTheDefaultsOfTheRealOne() {
        for (Person person : People.all()) {
            simulator.enrol(person);
            simulator.enrol(person);

            assertThat(simulator.holds(person.email()).orElseThrow())
                    .containsEntry("firstname", person.firstName()).containsEntry("new_contactwish", person.wish())
                    .containsEntry("new_preferredlanguage", person.language()).containsEntry("mobilephone", person.phone())
                    .containsEntry("donotbulkemail", false).containsEntry("consents", List.of())
                    .containsEntry("_modifiedby_value", Dynamics365Simulator.AGENT.toString());
        }
        assertThat(api.get("contacts/$count").body()).isEqualTo(String.valueOf(People.all().size()));
        assertThat(simulator.writes().count()).isZero();
    }

    @Test
    void makesAConsentRowOnceAndThenChangesIt() {
        Person ada = ada();

        simulator.act(ada.email(), "consent_text_message", "Opted In");
        assertThat(consents(ada)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("msdynmkt_contactpointvalue", ada.phone()).containsEntry("msdynmkt_contactpointtype", 534120001)
                .containsEntry("msdynmkt_value", 534120001).containsEntry("_msdynmkt_topicid_value", null));
        simulator.act(ada.email(), "consent_text_message", "Opted Out");
        assertThat(consents(ada)).singleElement().satisfies(row -> assertThat(row).containsEntry("msdynmkt_value", 534120002));

        simulator.act(ada.email(), "consent_topic_newsletter", "Opted Out");
        simulator.act(ada.email(), "consent_topic_offers", "Opted In");
        assertThat(consents(ada)).hasSize(3).extracting(row -> row.get("_msdynmkt_topicid_value"))
                .containsExactly(null, Dynamics365Simulator.NEWSLETTER.toString(), Dynamics365Simulator.OFFERS.toString());
    }

    @Test
    void turnsEveryLever() {
        Person ada = ada();
        simulator.act(ada.email(), "donotbulkemail", "true");
        simulator.act(ada.email(), "donotbulkpostalmail", "true");
        simulator.act(ada.email(), "consent_email", "Opted Out");
        simulator.act(ada.email(), "new_preferredlanguage", "fa");
        simulator.act(ada.email(), "new_contactwish", "لطفاً فقط ایمیل");

        assertThat(simulator.holds(ada.email()).orElseThrow()).containsEntry("donotbulkemail", true)
                .containsEntry("donotbulkpostalmail", true).containsEntry("new_preferredlanguage", "fa")
                .containsEntry("new_contactwish", "لطفاً فقط ایمیل");
        simulator.act(ada.email(), "delete_contact", "delete");
        assertThat(simulator.holds(ada.email())).isEmpty();
        assertThat(simulator.levers()).allMatch(lever -> !lever.label().isBlank());
    }

    @Test
    void refusesWhatNoAgentCanDo() {
        Person ada = ada();

        assertThatThrownBy(() -> simulator.act(ada.email(), "donotphone", "maybe")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.act(ada.email(), "fly", "true")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.act("nobody@example.com", "donotphone", "true")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.act(ada.email(), "new_preferredlanguage", "longer than ten")).isInstanceOf(WebApiException.class);
    }

    @Test
    void forgetsEverybodySilently() {
        ada();
        String link = api.get("contacts", "Prefer", "odata.track-changes").json().get("@odata.deltaLink").textValue();

        simulator.reset();

        assertThat(simulator.holds("ada@example.com")).isEmpty();
        assertThat(api.get(link).json().get("value")).isEmpty();
        assertThat(api.get("msdynmkt_topics").json().get("value")).hasSize(2);
    }

    private Person ada() {
        Person ada = People.all().get(0);
        simulator.enrol(ada);
        return ada;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> consents(Person person) {
        return (List<Map<String, Object>>) simulator.holds(person.email()).orElseThrow().get("consents");
    }
}
