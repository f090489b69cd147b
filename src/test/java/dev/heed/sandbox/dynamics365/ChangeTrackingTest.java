package dev.heed.sandbox.dynamics365;

import static dev.heed.sandbox.dynamics365.Environment.id;
import static dev.heed.sandbox.dynamics365.Environment.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTrackingTest extends Dynamics365TestBase {

    private static final String FIRST = "contacts?$select=donotemail,firstname";

    @Test
    void tellsWhatChangedAndWhatIsGoneSinceTheLastLook() {
        String ada = row(api.post("contacts", "{\"firstname\":\"Ada\"}"));
        var noor = api.post("contacts", "{\"firstname\":\"Noor\"}");
        api.post("contacts", "{\"firstname\":\"Asha\"}");
        var first = api.get(FIRST, "Prefer", "odata.track-changes");
        assertThat(first.header("Preference-Applied")).isEqualTo("odata.track-changes");
        assertThat(names(first.json())).containsExactly("Ada", "Noor", "Asha");
        String link = first.json().get("@odata.deltaLink").textValue();
        assertThat(link).startsWith(api.base() + FIRST + "&$deltatoken=").contains("%2108%2F22%2F2024%2008%3A10%3A44");
        api.call("DELETE", row(noor), null);
        api.patch(ada, "{\"donotemail\":true}");

        var second = api.get(link).json();

        assertThat(second.get("@odata.context").textValue()).isEqualTo(api.base() + "$metadata#contacts(donotemail,firstname)/$delta");
        assertThat(second.get("value")).hasSize(2);
        assertThat(second.at("/value/0/donotemail").booleanValue()).isTrue();
        assertThat(second.at("/value/1/id").textValue()).isEqualTo(id(noor).toString());
        assertThat(second.at("/value/1/reason").textValue()).isEqualTo("deleted");
        assertThat(second.at("/value/1/@odata.context").textValue()).endsWith("$metadata#contacts/$deletedEntity");
        assertThat(api.get(second.get("@odata.deltaLink").textValue()).json().get("value")).isEmpty();
        assertThat(api.get(link.replace("contacts?", "contacts/$count?").replaceFirst("\\$select=[^&]*&", "")).body()).isEqualTo("2");
    }

    @Test
    void losesNothingThatChangesWhileTheCallerPages() {
        String[] rows = new String[5];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(api.post("contacts", "{\"firstname\":\"" + i + "\"}"));
        }
        var first = api.get(FIRST, "Prefer", "odata.track-changes,odata.maxpagesize=2").json();
        assertThat(names(first)).containsExactly("0", "1");
        assertThat(first.has("@odata.deltaLink")).isFalse();
        api.patch(rows[0], "{\"firstname\":\"0 again\"}");
        api.patch(rows[2], "{\"firstname\":\"2 again\"}");

        var last = api.get(first.get("@odata.nextLink").textValue(), "Prefer", "odata.track-changes,odata.maxpagesize=2").json();

        assertThat(names(last)).containsExactly("3", "4");
        assertThat(names(api.get(last.get("@odata.deltaLink").textValue()).json())).containsExactly("0 again", "2 again");
    }

    @Test
    void tellsOfTheAgentAndOfTheApplicationAlike() {
        String contact = row(api.post("contacts", "{\"emailaddress1\":\"ada@example.com\"}"));
        String link = api.get("contacts?$select=_modifiedby_value", "Prefer", "odata.track-changes").json().get("@odata.deltaLink").textValue();

        api.patch(contact, "{\"donotemail\":true}");
        assertThat(api.get(link).json().at("/value/0/_modifiedby_value").textValue())
                .isEqualTo(Dynamics365Simulator.APPLICATION_USER.toString());
        environment.simulator().act("ada@example.com", "donotphone", "true");
        assertThat(api.get(link).json().at("/value/0/_modifiedby_value").textValue()).isEqualTo(Dynamics365Simulator.AGENT.toString());
    }

    @Test
    void forgetsAfterSevenDays() {
        String link = api.get(FIRST, "Prefer", "odata.track-changes").json().get("@odata.deltaLink").textValue();

        environment.clock().forward(Duration.ofDays(7));
        api = environment.caller();
        assertThat(api.get(link).status()).isEqualTo(200);
        environment.clock().forward(Duration.ofSeconds(1));
        assertThat(api.get(link).status()).isEqualTo(400);
        assertThat(api.get(link).error()).isEqualTo("0x80044352");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts?$filter=donotemail%20eq%20true", "contacts?$orderby=firstname", "contacts?$top=5",
            "msdynmkt_topics", "contacts?$deltatoken=yesterday"})
    void refusesWhatChangeTrackingCannot(String path) {
        assertThat(api.get(path, "Prefer", "odata.track-changes").status()).isEqualTo(400);
    }

    private static List<String> names(JsonNode page) {
        return page.get("value").findValuesAsText("firstname");
    }
}
