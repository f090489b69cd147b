package dev.heed.sandbox.dynamics365;

import static dev.heed.sandbox.dynamics365.Environment.consent;
import static dev.heed.sandbox.dynamics365.Environment.id;
import static dev.heed.sandbox.dynamics365.Environment.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Dynamics365SimulatorTest extends Dynamics365TestBase {

    @Test
    void createsAContactWithTheDefaultsOfTheRealOne() {
        var created = api.post("contacts", "{\"firstname\":\"आशा\",\"lastname\":\"शर्मा\",\"emailaddress1\":\"asha@example.com\"}");

        assertThat(created.status()).isEqualTo(204);
        assertThat(created.header("OData-EntityId")).isEqualTo(api.base() + row(created));
        var contact = api.get(row(created)).json();
        assertThat(contact.get("fullname").textValue()).isEqualTo("आशा शर्मा");
        assertThat(contact.get("donotbulkemail").booleanValue()).isFalse();
        assertThat(contact.get("preferredcontactmethodcode").intValue()).isEqualTo(1);
        assertThat(contact.get("new_contactwish").isNull()).isTrue();
        assertThat(contact.get("createdon").textValue()).endsWith("Z").hasSize(20);
        assertThat(contact.get("_modifiedby_value").textValue()).isEqualTo(Dynamics365Simulator.APPLICATION_USER.toString());
        assertThat(contact.get("@odata.etag").textValue()).isEqualTo("W/\"" + contact.get("versionnumber").longValue() + "\"");
    }

    @Test
    void findsARowByItsAlternateKeyWithoutRegardToCase() {
        var created = api.post("contacts", "{\"new_personkey\":\"P-1001's\"}");

        var found = api.get("contacts(new_personkey='p-1001''s')?$select=donotemail");

        assertThat(found.json().get("contactid").textValue()).isEqualTo(id(created).toString());
        assertThat(found.json().get("@odata.context").textValue()).isEqualTo(api.base() + "$metadata#contacts(donotemail)/$entity");
        assertThat(found.json().has("donotphone")).isFalse();
        assertThat(api.get("contacts(new_personkey='p-1002')").error()).isEqualTo("0x80060891");
        assertThat(api.get("contacts(emailaddress1='a')").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B15550100001", "a%3Ab", "a%26b", "a%25b", "a%3Fb"})
    void refusesCharactersThatNoKeyInAnAddressMayHold(String key) {
        assertThat(api.patch("contacts(new_personkey='" + key + "')", "{}").status()).isEqualTo(400);
        assertThat(environment.simulator().writes().count()).isZero();
    }

    @Test
    void upsertsByAlternateKeyAndSaysWhichItWas() {
        String path = "contacts(new_personkey='p-1')?$select=donotphone,new_personkey";

        var created = api.patch(path, "{\"donotphone\":true}", "Prefer", "return=representation");
        var updated = api.patch(path, "{\"donotphone\":false}", "Prefer", "return=representation");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("new_personkey").textValue()).isEqualTo("p-1");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.header("Preference-Applied")).isEqualTo("return=representation");
        assertThat(updated.json().get("donotphone").booleanValue()).isFalse();
        assertThat(updated.json().get("contactid")).isEqualTo(created.json().get("contactid"));
    }

    @Test
    void keepsTheAlternateKeyUnique() {
        api.post("contacts", "{\"new_personkey\":\"p-1\"}");
        var second = api.post("contacts", "{\"new_personkey\":\"P-1\"}");

        assertThat(second.status()).isEqualTo(412);
        assertThat(second.error()).isEqualTo("0x80060892");
    }

    @Test
    void writesOnlyOverTheVersionTheCallerSaw() {
        String contact = row(api.post("contacts", "{}"));
        String tag = api.get(contact).header("ETag");

        assertThat(api.patch(contact, "{\"donotemail\":true}", "If-Match", tag).status()).isEqualTo(204);
        var stale = api.patch(contact, "{\"donotemail\":false}", "If-Match", tag);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.error()).isEqualTo("0x80060882");
        assertThat(api.get(contact).json().get("donotemail").booleanValue()).isTrue();
        assertThat(api.call("DELETE", contact, null, "If-Match", tag).status()).isEqualTo(412);
        assertThat(api.get(contact, "If-None-Match", api.get(contact).header("ETag")).status()).isEqualTo(304);
    }

    @Test
    void updatesOnlyOrCreatesOnlyWhereTheCallerSaysSo() {
        String contact = row(api.post("contacts", "{}"));

        assertThat(api.patch(contact, "{}", "If-None-Match", "*").error()).isEqualTo("0x80040237");
        var missing = api.patch("contacts(" + UUID.randomUUID() + ")", "{}", "If-Match", "*");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.error()).isEqualTo("0x80040217");
        assertThat(api.patch(contact, "{}", "If-Match", "*").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"donotsms\":true}|0x80048d19", "{\"donotemail\":\"true\"}|0x80048d19", "{\"donotemail\":1}|0x80048d19",
            "{\"preferredcontactmethodcode\":6}|0x8004431a", "{\"preferredcontactmethodcode\":\"2\"}|0x80048d19",
            "{\"new_preferredlanguage\":\"zh-Hant-TW-x\"}|0x80044331", "{\"firstname\":7}|0x80048d19", "{\"firstname\":|0x80048d19",
            "[]|0x80048d19", "{\"_modifiedby_value\":\"x\"}|0x80060888", "{\"owner@odata.bind\":\"/systemusers(x)\"}|0x80048d19"})
    void refusesABodyThatDoesNotFit(String body, String error) {
        var reply = api.post("contacts", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(environment.simulator().writes().count()).isZero();
    }

    @Test
    void refusesABodyThatIsNotJson() {
        assertThat(api.post("contacts", "{}", "Content-Type", "text/plain").status()).isEqualTo(415);
    }

    @Test
    void passesOverColumnsThatOnlyTheSystemSets() {
        String contact = row(api.post("contacts", "{\"fullname\":\"X\",\"createdon\":\"2001-01-01T00:00:00Z\",\"lastname\":\"Example\"}"));

        assertThat(api.get(contact).json().get("fullname").textValue()).isEqualTo("Example");
        assertThat(api.get(contact).json().get("createdon").textValue()).doesNotStartWith("2001");
    }

    @Test
    void holdsAConsentWithItsPurposeAndDefaults() {
        String consent = row(api.post("msdynmkt_contactpointconsent4s", consent("ada@example.com", 534120002)));

        var row = api.get(consent).json();
        assertThat(row.get("_msdynmkt_purposeid_value").textValue()).isEqualTo(Dynamics365Simulator.COMMERCIAL.toString());
        assertThat(row.get("_msdynmkt_topicid_value").isNull()).isTrue();
        assertThat(row.get("msdynmkt_source").intValue()).isEqualTo(534120000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"msdynmkt_value\":534120002|\"msdynmkt_reason\":null|400|0x80040265",
            "\"msdynmkt_logicalreason\":534119999|\"msdynmkt_reason\":null|400|0x80040265",
            "msdynmkt_purposeId@|msdynmkt_purposeid@|400|0x80048d19",
            "msdynmkt_purposes(1|msdynmkt_topics(1|400|0x80048d19",
            "0003)|0009)|404|0x80040217",
            "534120002|534120003|400|0x8004431a"})
    void refusesAConsentThatIsNotWhole(String right, String wrong, int status, String error) {
        String body = consent("ada@example.com", 534120002);
        assertThat(body).contains(right);

        var reply = api.post("msdynmkt_contactpointconsent4s", body.replace(right, wrong));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
    }

    @Test
    void setsAndClearsSingleValues() {
        String contact = row(api.post("contacts", "{\"new_contactwish\":\"no calls\"}"));

        assertThat(api.call("PUT", contact + "/donotphone", "{\"value\":true}").status()).isEqualTo(204);
        assertThat(api.call("PUT", contact + "/donotphone", "{\"value\":\"yes\"}").error()).isEqualTo("0x80048d19");
        assertThat(api.call("DELETE", contact + "/new_contactwish", null).status()).isEqualTo(204);

        assertThat(api.get(contact + "/donotphone").json().get("value").booleanValue()).isTrue();
        assertThat(api.get(contact + "/new_contactwish").status()).isEqualTo(204);
    }

    @Test
    void clearsALookupByItsReference() {
        String topic = consent("ada@example.com", 534120001).replace("{", "{\"msdynmkt_topicId@odata.bind\":\"msdynmkt_topics("
                + Dynamics365Simulator.OFFERS + ")\",");
        String consent = row(api.post("msdynmkt_contactpointconsent4s", topic));

        assertThat(api.get(consent).json().get("_msdynmkt_topicid_value").textValue()).isEqualTo(Dynamics365Simulator.OFFERS.toString());
        assertThat(api.call("DELETE", consent + "/msdynmkt_topicId/$ref", null).status()).isEqualTo(204);
        assertThat(api.get(consent).json().get("_msdynmkt_topicid_value").isNull()).isTrue();
        assertThat(api.call("DELETE", consent + "/msdynmkt_purposeId/$ref", null).status()).isEqualTo(400);
    }

    @Test
    void deletesARowOnce() {
        String contact = row(api.post("contacts", "{}"));

        assertThat(api.call("DELETE", contact, null).status()).isEqualTo(204);
        assertThat(api.call("DELETE", contact, null).status()).isEqualTo(404);
        assertThat(api.get(contact).error()).isEqualTo("0x80040217");
    }

    @Test
    void knowsWhatTheApplicationUserMayNot() {
        assertThat(api.patch("msdynmkt_purposes(" + Dynamics365Simulator.COMMERCIAL + ")", "{}").error()).isEqualTo("0x80040220");
        assertThat(api.get("contacts", "CallerObjectId", UUID.randomUUID().toString()).status()).isEqualTo(403);
        assertThat(api.post("contacts", "{}", "MSCRM.BypassCustomPluginExecution", "true").status()).isEqualTo(403);
        assertThat(api.get("Contacts").error()).isEqualTo("0x8006088a");
        assertThat(api.call("PUT", "contacts", "{}").status()).isEqualTo(405);
    }

    @Test
    void answersWithoutProtocolHeadersButNotAnotherVersion() {
        assertThat(api.get("contacts").header("OData-Version")).isEqualTo("4.0");
        assertThat(api.get("contacts", "OData-Version", "4.0", "OData-MaxVersion", "4.0").status()).isEqualTo(200);
        assertThat(api.get("contacts", "OData-Version", "3.0").status()).isEqualTo(400);
    }

    @Test
    void recordsEveryWriteThatTookEffect() {
        var created = api.post("contacts", "{\"donotphone\":true,\"new_contactwish\":null}");
        api.patch(row(created), "{\"donotphone\":true}");
        api.patch(row(created), "{\"donotphone\":7}");
        api.call("DELETE", row(created), null);

        var writes = environment.simulator().writes().all();
        assertThat(writes).hasSize(3).allMatch(write -> write.recordId().equals(id(created).toString()));
        assertThat(writes.get(0).fields()).containsEntry("donotphone", true).containsKey("new_contactwish");
        assertThat(writes.get(1).fields()).isEqualTo(Map.of("donotphone", true));
    }

    @Test
    void protectsItselfFromTooManyRequests() {
        environment.simulator().limit(2, 30);
        api.get("contacts");
        environment.clock().forward(Duration.ofSeconds(10));
        assertThat(api.get("contacts").header("x-ms-ratelimit-burst-remaining-xrm-requests")).isEqualTo("0");

        var refused = api.get("contacts");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).isEqualTo("0x80072322");
        assertThat(refused.header("Retry-After")).isEqualTo("20");
        environment.clock().forward(Duration.ofSeconds(20));
        assertThat(api.get("contacts").status()).isEqualTo(200);
        assertThat(api.get("contacts").status()).isEqualTo(429);
    }
}
