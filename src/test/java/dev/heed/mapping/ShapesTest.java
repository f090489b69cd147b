package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shapes below {@code mappings/shapes} where a slip would take a refusal for a success, or leave a place unwritten. */
class ShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PURPOSE = "10000000-0000-0000-0000-000000000003";
    private static final String EMAIL = "\"msdynmkt_contactpointtype\": 534120000, \"msdynmkt_contactpointconsenttype\": 534120000";

    @Test
    void twilioIsBelievedItemByItemAndByTheNameEachWasSentUnder() throws IOException {
        JsonNode verdicts = shape("twilio-answers", """
                {"items": [{"correlation_id": "BB", "error_code": 30646, "error_messages": ["INVALID_CONTACT_ID"]},
                           {"correlation_id": "aa", "error_code": 0, "error_messages": []}]}""",
                Map.of("rows", "{\"rows\": [{\"correlation\": \"aa\"}, {\"correlation\": \"bb\"}, {\"correlation\": \"cc\"}]}"));

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("accept", "refuse", "retry");
        assertThat(verdicts.get(1).get("words").asText()).isEqualTo("30646 INVALID_CONTACT_ID");
    }

    @Test
    void twilioIsToldOfAYesByTextMessageUnderItsOwnName() throws IOException {
        JsonNode items = shape("twilio-consents", """
                {"rows": [{"phone": "+15550100001", "correlation": "aa",
                           "fields": {"status": "opt-in", "source": "opt-out-message", "date_of_consent": "2024-05-20T10:13:21Z"}},
                          {"phone": "+15550100001", "correlation": "bb", "fields": {"status": "opt-out", "source": "opt-out-message"}}]}""",
                Map.of("sender", "MG1"));

        assertThat(JSON.readTree(items.get(0).get("value").asText())).isEqualTo(JSON.readTree("""
                {"contact_id": "+15550100001", "correlation_id": "aa", "sender_id": "MG1", "status": "opt-in",
                 "source": "opt-in-message", "date_of_consent": "2024-05-20T10:13:21Z"}"""));
        assertThat(JSON.readTree(items.get(1).get("value").asText()).get("source").asText()).isEqualTo("opt-out-message");
    }

    @Test
    void ofTwiliosMessagesThoseOfCustomersAreKeptOldestFirst() throws IOException {
        JsonNode kept = shape("twilio-messages", """
                {"messages": [{"sid": "3", "direction": "inbound", "from": "+2", "to": "+1", "body": "START", "date_sent": "b"},
                              {"sid": "2", "direction": "outbound-api", "from": "+1", "to": "+2", "body": "STOP", "date_sent": "a"},
                              {"sid": "1", "direction": "inbound", "from": "+2", "to": "+1", "body": "STOP", "date_sent": "a"}]}""", Map.of());

        assertThat(kept).hasSize(2);
        assertThat(JSON.readTree(kept.get(0).asText())).isEqualTo(JSON.readTree("""
                {"MessageSid": "1", "From": "+2", "To": "+1", "Body": "STOP", "DateSent": "a"}"""));
        assertThat(shape("twilio-messages", "{\"messages\": []}", Map.of())).isEmpty();
    }

    @Test
    void salesforceIsBelievedRowByRow() throws IOException {
        JsonNode verdicts = shape("salesforce-answers", """
                [{"id": "1", "success": true, "errors": [], "created": false},
                 {"success": false, "errors": [{"statusCode": "UNABLE_TO_LOCK_ROW", "message": "m", "fields": []}]},
                 {"success": false, "errors": [{"statusCode": "ENTITY_IS_DELETED", "message": "m", "fields": []}]},
                 {"success": false, "errors": [{"statusCode": "STRING_TOO_LONG", "message": "m", "fields": []}]},
                 {"success": false, "errors": []}]""", Map.of());

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("accept", "retry", "absent", "refuse", "refuse");
        assertThat(verdicts.get(3).get("words").asText()).isEqualTo("STRING_TOO_LONG: m");
    }

    @Test
    void aDeletionInSalesforceIsBelievedRowByRowAndItsRefusalNamesNobody() throws IOException {
        JsonNode verdicts = shape("salesforce-deletions", """
                [{"id": "1", "success": true, "errors": []},
                 {"success": false, "errors": [{"statusCode": "ENTITY_IS_DELETED", "message": "m", "fields": []}]},
                 {"success": false, "errors": [{"statusCode": "UNABLE_TO_LOCK_ROW", "message": "m", "fields": []}]},
                 {"success": false, "errors": [{"statusCode": "DELETE_FAILED", "fields": [],
                     "message": "Your attempt to delete Ada Example could not be completed because it is associated with the following cases.: 1"}]},
                 {"success": false, "errors": []}]""", Map.of());

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("accept", "absent", "retry", "refuse", "refuse");
        assertThat(verdicts.get(3).get("words").asText())
                .isEqualTo("DELETE_FAILED: Your attempt to delete … could not be completed because it is associated with the following cases.: 1");
    }

    @Test
    void aDeletionInDynamicsIsBelievedPartByPart() throws IOException {
        assertThat(shape("dynamics365-deletions", "{\"rows\": [{\"id\": \"c1\"}]}", Map.of()).get(0).get("path").asText()).isEqualTo("contacts(c1)");
        JsonNode verdicts = shape("dynamics365-deleted", """
                [{"status": 204, "headers": {}},
                 {"status": 404, "headers": {}, "body": {"error": {"code": "0x80040217", "message": "Entity 'contact' With Id = c1 Does Not Exist"}}},
                 {"status": 404, "headers": {}, "body": {"error": {"code": "0x8006088a", "message": "Resource not found for the segment 'contact'."}}},
                 {"status": 429, "headers": {"retry-after": "7"}},
                 {"status": 400, "headers": {}, "body": {"error": {"code": "0x80040227", "message": "It is in use."}}}]""", Map.of());

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("accept", "absent", "retry", "retry", "refuse");
        assertThat(verdicts.get(3).get("after").asInt()).isEqualTo(7);
        assertThat(verdicts.get(4).get("words").asText()).isEqualTo("400 It is in use.");
    }

    @Test
    void aRowOfResponsysIsDeletedOnlyIfItsOwnIdComesBackInItsPlace() throws IOException {
        JsonNode verdicts = shape("responsys-deleted", """
                {"recordData": {"fieldNames": ["RIID_"], "records": [["1"], ["DELETEFAILED: NO records found for id\\n"], ["1"],
                    ["DELETEFAILED: UNEXPECTED_EXCEPTION: later"], ["DELETEFAILED: INSUFFICIENT_ACCESS: m"]]}}""",
                Map.of("asked", "{\"rows\": [{\"id\": \"1\"}, {\"id\": \"2\"}, {\"id\": \"3\"}, {\"id\": \"4\"}, {\"id\": \"5\"}, {\"id\": \"6\"}]}"));

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("accept", "absent", "retry", "retry", "refuse", "retry");
        assertThat(verdicts.get(5).get("words").asText()).isEqualTo("no answer for this row");
    }

    @Test
    void anUnsubscribeInDynamicsIsHeardThoughTheContactsFlagSaysNothing() throws IOException {
        JsonNode told = documents(false, "[{%s, \"msdynmkt_value\": 534120002, \"msdynmkt_source\": 534120007, \"modifiedon\": \"later\", \"versionnumber\": 9}]");

        assertThat(told).hasSize(2);
        assertThat(told.get(0).path("consents")).noneMatch(consent -> consent.has("donotbulkemail"));
        assertThat(told.get(1).at("/consents/0/donotbulkemail").asBoolean()).isTrue();
        assertThat(told.get(1).get("modifiedon").asText()).isEqualTo("later");
        assertThat(told.get(1).get("collected").asText()).isEqualTo("list-unsubscribe");
    }

    @Test
    void theContactsFlagInDynamicsSpeaksWhereItSaysNoOrNoConsentSaysAnything() throws IOException {
        String optedIn = "[{%s, \"msdynmkt_value\": 534120001, \"msdynmkt_source\": 534120001, \"modifiedon\": \"later\", \"versionnumber\": 9}]";
        for (String rows : new String[] {"[]", optedIn}) {
            assertThat(documents(true, rows)).singleElement().satisfies(contact -> assertThat(flag(contact)).isTrue());
        }
        for (String rows : new String[] {"[]", optedIn.replace("534120001, \"msdynmkt_source", "534120000, \"msdynmkt_source")}) {
            assertThat(documents(false, rows)).singleElement().satisfies(contact -> assertThat(flag(contact)).isFalse());
        }
        assertThat(documents(false, optedIn)).hasSize(2).element(1).satisfies(row -> assertThat(row.at("/consents/0/donotbulkemail").asBoolean(true)).isFalse());
    }

    @Test
    void aRefusalOfEmailIsWrittenInBothPlacesOfDynamicsWithItsProvenance() throws IOException {
        JsonNode requests = plan("", "[]");

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).get("body")).isEqualTo(JSON.readTree("{\"donotbulkemail\": true}"));
        assertThat(requests.get(0).at("/headers/If-Match").asText()).isEqualTo("W/\"1\"");
        assertThat(requests.get(1).at("/headers/If-None-Match").asText()).isEqualTo("*");
        assertThat(requests.get(1).get("body")).isEqualTo(JSON.readTree("""
                {%s, "msdynmkt_value": 534120002, "msdynmkt_reason": "Heed: twilio", "msdynmkt_logicalreason": 534119999,
                 "msdynmkt_contactpointvalue": "ada@example.com", "msdynmkt_purposeId@odata.bind": "/msdynmkt_purposes(%s)"}""".formatted(EMAIL, PURPOSE)));
    }

    @Test
    void aConsentThatIsInDynamicsIsChangedOnlyInTheVersionThatWasSeen() throws IOException {
        JsonNode requests = plan("\"held\": {\"consents\": [{%s, \"donotbulkemail\": false}]},".formatted(EMAIL),
                "[{\"@odata.etag\": \"W/\\\"7\\\"\", \"msdynmkt_contactpointconsent4id\": \"c1\", \"msdynmkt_value\": 534120001}]");

        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).at("/headers/If-Match").asText()).isEqualTo("W/\"7\"");
        assertThat(requests.get(1).at("/body/msdynmkt_value").asInt()).isEqualTo(534120002);
    }

    @Test
    void dynamicsIsBelievedPartByPartAndARowIsAsGoodAsTheWorstOfItsParts() throws IOException {
        JsonNode verdicts = shape("dynamics365-answers", """
                [{"status": 204, "headers": {}}, {"status": 412, "headers": {}, "body": {"error": {"message": "changed"}}}, {"status": 400, "headers": {}},
                 {"status": 429, "headers": {"retry-after": "7"}}]""", Map.of("plan", """
                {"verdicts": [{"row": 0}, {"row": 1}, {"row": 2}, {"row": 3, "verdict": "absent"}],
                 "requests": "[{\\"row\\": 0}, {\\"row\\": 0}, {\\"row\\": 1}, {\\"row\\": 2}]"}"""));

        assertThat(verdicts.findValuesAsText("verdict")).containsExactly("retry", "refuse", "retry", "absent");
        assertThat(verdicts.get(0).get("words").asText()).isEqualTo("412 changed");
        assertThat(verdicts.get(2).get("after").asInt()).isEqualTo(7);
    }

    @Test
    void aRowOfDynamicsForWhichNothingIsRequestedWasReadAndStandsThereAlready() throws IOException {
        assertThat(plan("", "[{\"msdynmkt_value\": 534120002, \"msdynmkt_contactpointconsent4id\": \"x\"}]", true)).isEmpty();
        JsonNode verdicts = shape("dynamics365-answers", "[{\"status\": 204, \"headers\": {}}]", Map.of("plan", """
                {"verdicts": [{"row": 0}, {"row": 1}, {"row": 2, "verdict": "absent"}], "requests": "[{\\"row\\": 1}]"}"""));

        assertThat(verdicts.get(0).get("stands").asBoolean()).isTrue();
        assertThat(verdicts.get(1).has("stands")).as("it was written").isFalse();
        assertThat(verdicts.get(2).has("stands")).isFalse();
    }

    private static boolean flag(JsonNode document) {
        for (JsonNode consent : document.path("consents")) {
            if (consent.has("donotbulkemail")) {
                return consent.get("donotbulkemail").asBoolean();
            }
        }
        throw new AssertionError("says nothing of e-mail: " + document);
    }

    private static JsonNode documents(boolean flag, String rows) throws IOException {
        JsonNode documents = shape("dynamics365-documents", "[{\"status\": 200, \"body\": {\"value\": %s}}]".formatted(rows.replace("%s", EMAIL)), Map.of(
                "topics", "{}", "found", """
                {"contacts": [{"contactid": "6d81597f-0f9f-4711-8122-000d3aa20004", "emailaddress1": "ada@example.com", "modifiedon": "then",
                               "versionnumber": 5, "donotbulkemail": %s}]}""".formatted(flag)));
        var read = JSON.createArrayNode();
        for (JsonNode document : documents) {
            read.add(JSON.readTree(document.asText()));
        }
        return read;
    }

    /** What is requested to write a refusal of e-mail for a contact whose flag says nothing yet. */
    private static JsonNode plan(String held, String rows) throws IOException {
        return plan(held, rows, false);
    }

    private static JsonNode plan(String held, String rows, boolean flag) throws IOException {
        JsonNode plan = shape("dynamics365-plan", "[{\"status\": 200, \"body\": {\"value\": %s}}]".formatted(rows), Map.of(
                "purpose", PURPOSE, "topics", "{}",
                "rows", """
                {"rows": [{"id": "c", "email": "ada@example.com", %s
                           "fields": {"consents": [{%s, "donotbulkemail": true, "msdynmkt_reason": "Heed: twilio"}]}}]}""".formatted(held, EMAIL),
                "contacts", "[{\"status\": 200, \"body\": {\"@odata.etag\": \"W/\\\"1\\\"\", \"emailaddress1\": \"Ada@example.com\", \"donotbulkemail\": %s}}]".formatted(flag),
                "asked", "[{\"row\": 0, \"consent\": 0, \"at\": \"ada@example.com\"}]"));
        return JSON.readTree(plan.get("requests").asText());
    }

    private static JsonNode shape(String name, String body, Map<String, String> variables) throws IOException {
        ObjectNode given = JSON.createObjectNode();
        variables.forEach(given::put);
        return Parser.compileString(Files.readString(Path.of("mappings/shapes", name + ".jslt"))).apply(Map.of("variables", given), JSON.readTree(body));
    }
}
