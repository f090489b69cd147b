package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EloquaRestTest extends EloquaTestBase {

    @Test
    void findsAContactByItsAddressInAnyCase() {
        JsonNode found = client.rest("/data/contacts?search=emailAddress=ADA@example.com&depth=partial").json();

        assertThat(found.get("total").asInt()).isEqualTo(1);
        JsonNode ada = found.at("/elements/0");
        assertThat(ada.get("isSubscribed").asText()).isEqualTo("true");
        assertThat(ada.get("isSubscribed").isTextual()).isTrue();
        assertThat(ada.get("updatedAt").asText()).matches("\\d{10}");
        assertThat(own(ada, "100175").get("value").asText()).isEqualTo("en");
        assertThat(own(ada, "100171").has("value")).isFalse();
    }

    @Test
    void listsWhatChangedSinceATimeInPages() {
        long now = Instant.now().getEpochSecond();

        assertThat(client.rest("/data/contacts?lastUpdatedAt=" + (now + 60)).json().get("total").asInt()).isZero();
        JsonNode page = client.rest("/data/contacts?lastUpdatedAt=" + (now - 60) + "&count=4&page=2&depth=minimal").json();
        assertThat(page.get("total").asInt()).isEqualTo(6);
        assertThat(page.get("elements")).hasSize(2);
        assertThat(page.at("/elements/0").has("fieldValues")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/contacts?count=1001", "/data/contacts?page=0", "/data/contacts?depth=deep",
            "/data/contacts?lastUpdatedAt=2024-05-01", "/data/contacts?search=shoe=42", "/data/contact/sandwich"})
    void refusesWrongParameters(String path) {
        var answer = client.rest(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("EndpointParameterError");
    }

    @Test
    void writesTheWholeObjectBackAndEchoesTheGlobalChange() {
        ObjectNode ada = ada();
        ada.put("isSubscribed", "false");
        ((ObjectNode) own(ada, "100171")).put("value", "Opted Out");

        var answer = client.rest("PUT", "/data/contact/" + ada.get("id").asText(), ada.toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("isSubscribed").asText()).isEqualTo("false");
        assertThat(answer.json().get("updatedBy").asText()).isEqualTo("901");
        assertThat(held(ADA, "C_SMS_Consent1")).isEqualTo("Opted Out");
        assertThat(held(ADA, "C_Language1")).isEqualTo("en");
        assertThat(eloqua.writes().count()).isEqualTo(1);
    }

    @Test
    void clearsWhatAPutLeavesOut() {
        String id = ada().get("id").asText();

        client.rest("PUT", "/data/contact/" + id, "{\"id\":\"" + id + "\",\"emailAddress\":\"ada@example.com\"}");

        assertThat(held(ADA, "C_Language1")).isEqualTo("");
        assertThat(held(ADA, "firstName")).isEqualTo("");
        assertThat(held(ADA, "isSubscribed")).isEqualTo("true");
    }

    @Test
    void refusesAPutThatDoesNotFit() {
        String id = ada().get("id").asText();

        assertThat(put(id, "{`id`:`%s`,`emailAddress`:`ada@`}").json().at("/0/requirement/type").asText()).isEqualTo("EmailAddressRequirement");
        assertThat(put(id, "{`id`:`%s`}").json().at("/0/requirement/type").asText()).isEqualTo("NotNullRequirement");
        assertThat(put(id, "{`id`:`%s`,`emailAddress`:`ada@example.com`,`isSubscribed`:`no`}").json().at("/0/requirement/type").asText())
                .isEqualTo("BooleanRequirement");
        assertThat(put(id, "{`id`:`%s`,`emailAddress`:`ada@example.com`,`fieldValues`:[{`id`:`100175`,`value`:`much too long`}]}")
                .json().at("/0/requirement/type").asText()).isEqualTo("ValidTextLengthRequirement");
        assertThat(put(id, "{`id`:`%s`,`emailAddress`:`ada@example.com`,`shoeSize`:`42`}").status()).isEqualTo(400);
        assertThat(put(id, "{`id`:`%s`,`emailAddress`:`noor@example.com`}").status()).isEqualTo(409);
        assertThat(client.rest("PUT", "/data/contact/" + id, "{").status()).isEqualTo(400);
        assertThat(client.rest("PUT", "/data/contact/999999", "{}").status()).isEqualTo(404);
        assertThat(eloqua.writes().count()).isZero();
    }

    @Test
    void createsAContactOnce() {
        String body = "{\"emailAddress\":\"new@example.com\",\"firstName\":\"Nils\"}";

        assertThat(client.rest("POST", "/data/contact", body).status()).isEqualTo(201);
        assertThat(client.rest("POST", "/data/contact", body).status()).isEqualTo(409);
        assertThat(held("new@example.com", "isSubscribed")).isEqualTo("true");
    }

    @Test
    void writesOneGroupWithTheWholeObjectOnly() {
        String path = "/data/contact/" + ada().get("id").asText() + "/email/group/7/subscription";
        ObjectNode whole = (ObjectNode) client.rest(path).json();
        assertThat(whole.has("isSubscribed")).isFalse();

        assertThat(client.rest("PUT", path, "{\"isSubscribed\":\"false\"}").status()).isEqualTo(400);
        assertThat(group(ADA, "Newsletter")).isEqualTo("none");
        whole.put("isSubscribed", "false");
        var answer = client.rest("PUT", path, whole.toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("updatedAt").asText()).matches("\\d{10}");
        assertThat(group(ADA, "Newsletter")).isEqualTo("false");
    }

    @Test
    void listsTheGroupsAndTheSubscriptionsOfAContact() {
        eloqua.act(ADA, "Offers", "Subscribe");

        assertThat(client.rest("/assets/email/groups").json().at("/elements/0/name").asText()).isEqualTo("Newsletter");
        JsonNode all = client.rest("/data/contact/" + ada().get("id").asText() + "/email/groups/subscription").json();
        assertThat(all.at("/elements/1/isSubscribed").asText()).isEqualTo("true");
        assertThat(client.rest("/assets/email/group/99").status()).isEqualTo(404);
    }

    private EloquaClient.Answer put(String id, String body) {
        return client.rest("PUT", "/data/contact/" + id, body.replace('`', '"').formatted(id));
    }

    private ObjectNode ada() {
        return (ObjectNode) client.rest("/data/contacts?search=emailAddress=ada@example.com&depth=complete").json().at("/elements/0");
    }

    private static JsonNode own(JsonNode contact, String id) {
        for (JsonNode field : contact.get("fieldValues")) {
            if (field.get("id").asText().equals(id)) {
                return field;
            }
        }
        throw new AssertionError("no field " + id);
    }
}
