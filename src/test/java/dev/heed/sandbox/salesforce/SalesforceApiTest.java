package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.salesforce.SalesforceCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceApiTest extends SalesforceTestBase {

    @Test
    void givesATokenForTheAppsOwnCredentials() {
        JsonNode session = caller.token(credentials("client_credentials")).body();

        assertThat(session.path("instance_url").asText()).isEqualTo(sandbox.url() + "/salesforce");
        assertThat(session.path("id").asText()).contains("/id/00D5e0000012345EAA/0055e000001AbCdAAK");
        assertThat(session.path("token_type").asText()).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({
            "password, invalid_grant",
            "refresh_token, invalid_grant",
            "authorization_code, unsupported_grant_type",
            "'', unsupported_grant_type"})
    void refusesOtherGrants(String grant, String error) {
        Answer answer = caller.token(credentials(grant));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
    }

    @Test
    void refusesAWrongSecret() {
        Answer answer = caller.token(Map.of("grant_type", "client_credentials", "client_id", SalesforceSimulator.CLIENT_ID,
                "client_secret", "guess"));

        assertThat(answer.body().path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void refusesAnExpiredOrRevokedSession() {
        org.expireTokens();
        Answer expired = caller.data("/sobjects/Contact/" + isil);
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.errorCode()).isEqualTo("INVALID_SESSION_ID");

        SalesforceCaller other = new SalesforceCaller(sandbox.url()).loggedIn();
        assertThat(other.get("/services/oauth2/revoke?token=" + SalesforceCaller.encode(other.token())).status())
                .isEqualTo(200);
        assertThat(other.data("/limits").status()).isEqualTo(401);
    }

    @Test
    void showsAContactByItsShortAndItsLongId() {
        JsonNode contact = caller.data("/sobjects/Contact/" + isil).body();

        assertThat(isil).hasSize(18);
        assertThat(contact.path("FirstName").asText()).isEqualTo("Işıl");
        assertThat(contact.path("HasOptedOutOfSms__c").isBoolean()).isTrue();
        assertThat(contact.path("ConsentReason__c").isNull()).isTrue();
        assertThat(contact.path("CreatedDate").asText()).endsWith(".000+0000");
        assertThat(caller.data("/sobjects/Contact/" + isil.substring(0, 15)).body()).isEqualTo(contact);
        assertThat(caller.data("/sobjects/Contact/" + isil + "?fields=email").body().path("Email").asText()).isEqualTo(ISIL);
    }

    @Test
    void keepsTimesToTheSecondAndTakesFieldNamesInAnyCase() {
        Answer answer = caller.patch("/sobjects/Contact/" + isil,
                "{\"consentcapturedat__c\":\"2024-05-01T12:00:00.987+02:00\",\"ContactWish__c\":\"  İstanbul saatiyle  \"}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(org.holds(ISIL).orElseThrow())
                .containsEntry("ConsentCapturedAt__c", "2024-05-01T10:00:00.000+0000")
                .containsEntry("ContactWish__c", "İstanbul saatiyle")
                .containsEntry("LastModifiedById", SalesforceSimulator.INTEGRATION_USER_ID);
        assertThat(org.writes().all()).singleElement()
                .satisfies(write -> assertThat(write.recordId()).isEqualTo(isil));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"Nonsense__c\":true}                        | 400 | INVALID_FIELD",
            "{\"DoNotCall\":\"yes\"}                       | 400 | JSON_PARSER_ERROR",
            "{\"DoNotCall\":null}                          | 400 | JSON_PARSER_ERROR",
            "{\"FirstName\":5}                             | 400 | JSON_PARSER_ERROR",
            "{\"ConsentCapturedAt__c\":\"yesterday\"}      | 400 | JSON_PARSER_ERROR",
            "{\"ConsentCapturedAt__c\":\"2024-05-01T10:00:00\"} | 400 | JSON_PARSER_ERROR",
            "{\"DoNotCall\":true                           | 400 | JSON_PARSER_ERROR",
            "{\"DoNotCall\":true,\"DoNotCall\":false}      | 400 | JSON_PARSER_ERROR",
            "{\"LastName\":\"\"}                           | 400 | REQUIRED_FIELD_MISSING",
            "{\"PreferredLanguage__c\":\"xx\"}             | 400 | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "{\"Email\":\"nobody\"}                        | 400 | INVALID_EMAIL_ADDRESS",
            "{\"CreatedDate\":\"2024-05-01T10:00:00Z\"}    | 400 | INVALID_FIELD_FOR_INSERT_UPDATE",
            "{\"Id\":\"0035e00000AbCdEAAV\"}               | 400 | INVALID_FIELD"})
    void refusesWhatTheFieldsDoNotTake(String body, int status, String errorCode) {
        Answer answer = caller.patch("/sobjects/Contact/" + isil, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(errorCode);
        assertThat(org.writes().count()).isZero();
    }

    @Test
    void refusesTextThatIsTooLong() {
        Answer answer = caller.patch("/sobjects/Contact/" + isil, "{\"ContactWish__c\":\"" + "ş".repeat(256) + "\"}");

        assertThat(answer.errorCode()).isEqualTo("STRING_TOO_LONG");
        assertThat(answer.body().path(0).path("fields").path(0).asText()).isEqualTo("ContactWish__c");
    }

    @Test
    void refusesWrongContentTypesMethodsPathsAndVersions() {
        assertThat(caller.patch("/sobjects/Contact/" + isil, "{}", "text/plain").status()).isEqualTo(415);
        assertThat(caller.patch("/query", "{}").errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(caller.data("/sobjects/Lead/00Q5e00000AbCdE").errorCode()).isEqualTo("NOT_FOUND");
        assertThat(caller.get("/services/data/v20.0/limits").errorCode()).isEqualTo("NOT_FOUND");
        assertThat(caller.data("/sobjects/Contact/0035e00000ZZZZZ").status()).isEqualTo(404);
        assertThat(caller.get("/services/data/v62.0/limits").status()).isEqualTo(200);
    }

    @Test
    void upsertsByExternalIdAndCreatesForAKeyNobodyHas() {
        caller.patch("/sobjects/Contact/" + isil, "{\"ConsentKey__c\":\"p-1003\"}");

        Answer update = caller.patch("/sobjects/Contact/ConsentKey__c/P-1003", "{\"DoNotCall\":true}");
        assertThat(update.status()).isEqualTo(200);
        assertThat(update.body().path("id").asText()).isEqualTo(isil);
        assertThat(update.body().path("created").asBoolean(true)).isFalse();

        Answer create = caller.patch("/sobjects/Contact/ConsentKey__c/p-9%3Anews", "{\"LastName\":\"New\"}");
        assertThat(create.status()).isEqualTo(201);
        assertThat(caller.data("/sobjects/Contact/ConsentKey__c/p-9%3Anews").body().path("LastName").asText())
                .isEqualTo("New");
        assertThat(caller.patch("/sobjects/Contact/ConsentKey__c/p-10", "{\"DoNotCall\":true}").errorCode())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(caller.patch("/sobjects/Contact/ConsentKey__c/p-9", "{\"ConsentKey__c\":\"p-9\"}").errorCode())
                .isEqualTo("INVALID_FIELD");
        assertThat(caller.patch("/sobjects/Contact/" + create.body().path("id").asText(), "{\"ConsentKey__c\":\"P-1003\"}")
                .errorCode()).isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void answersEachRowOfACollectionInOrder() {
        Answer answer = caller.patch("/composite/sobjects/Contact/ConsentKey__c", """
                {"allOrNone":false,"records":[
                  {"attributes":{"type":"Contact"},"ConsentKey__c":"a","LastName":"A"},
                  {"attributes":{"type":"Contact"},"ConsentKey__c":"b"},
                  {"attributes":{"type":"Contact"},"ConsentKey__c":"A","LastName":"Twice"},
                  {"attributes":{"type":"Contact"},"LastName":"No key"},
                  {"attributes":{"type":"Contact"},"ConsentKey__c":"c","LastName":"C"}]}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer.body())).containsExactly(
                "created", "REQUIRED_FIELD_MISSING", "DUPLICATE_VALUE", "MISSING_ARGUMENT", "created");
        assertThat(answer.body().path(1).path("errors").path(0).path("fields").path(0).asText()).isEqualTo("LastName");
        assertThat(org.writes().count()).isEqualTo(2);
    }

    @Test
    void upsertsByIdWithoutMakingAContactForAnIdNobodyHas() {
        org.enrol(new Person("gone@example.com", "+15550100009", "Gone", "Soon", "en", "", Set.of("salesforce")));
        String gone = org.contactId("gone@example.com").orElseThrow();
        org.act("gone@example.com", "delete", "delete");

        Answer answer = caller.patch("/composite/sobjects/Contact/Id", """
                {"records":[
                  {"attributes":{"type":"Contact"},"Id":"%s","DoNotCall":true},
                  {"attributes":{"type":"Contact"},"Id":"003000000000000AAA","DoNotCall":true},
                  {"attributes":{"type":"Contact"},"Id":"%s","DoNotCall":true},
                  {"attributes":{"type":"Contact"},"Id":"ada","DoNotCall":true},
                  {"attributes":{"type":"Contact"},"DoNotCall":true},
                  {"attributes":{"type":"Contact"},"LastName":"New"}]}""".formatted(isil, gone));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer.body())).containsExactly(
                "updated", "INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED", "MALFORMED_ID", "REQUIRED_FIELD_MISSING", "created");
        assertThat(org.holds(ISIL).orElseThrow()).containsEntry("DoNotCall", true);
    }

    @Test
    void undoesAllRowsWhereOneFailsAndAllMustSucceed() {
        Answer answer = caller.patch("/composite/sobjects", """
                {"allOrNone":true,"records":[
                  {"attributes":{"type":"Contact"},"id":"%s","DoNotCall":true},
                  {"attributes":{"type":"Contact"},"id":"003000000000000AAA","DoNotCall":true}]}""".formatted(isil));

        assertThat(outcomes(answer.body()))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_CROSS_REFERENCE_KEY");
        assertThat(org.holds(ISIL).orElseThrow()).containsEntry("DoNotCall", false);
        assertThat(org.writes().count()).isZero();
    }

    @Test
    void refusesTheWholeCollectionForAFieldNobodyKnowsOrTooManyRows() {
        assertThat(caller.patch("/composite/sobjects", """
                {"records":[{"attributes":{"type":"Contact"},"id":"%s","DoNotCall":true},
                            {"attributes":{"type":"Contact"},"id":"%s","Nonsense__c":1}]}""".formatted(isil, isil)).errorCode())
                .isEqualTo("INVALID_FIELD");
        String rows = IntStream.rangeClosed(0, 200)
                .mapToObj(row -> "{\"attributes\":{\"type\":\"Contact\"},\"ConsentKey__c\":\"k" + row + "\"}")
                .collect(Collectors.joining(","));
        assertThat(caller.patch("/composite/sobjects/Contact/ConsentKey__c", "{\"records\":[" + rows + "]}").errorCode())
                .isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(org.writes().count()).isZero();
    }

    @Test
    void deletesACollectionRowByRow() {
        org.enrol(new Person("case@example.com", "+15550100008", "Case", "Study", "en", "", Set.of("salesforce")));
        org.openCase("case@example.com");
        String held = org.contactId("case@example.com").orElseThrow();

        Answer answer = caller.delete("/composite/sobjects?allOrNone=false&ids=" + String.join(",", isil, "0035e00000ZZZZZ", isil, "ada", held));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer.body())).containsExactly("updated", "INVALID_CROSS_REFERENCE_KEY", "ENTITY_IS_DELETED", "MALFORMED_ID", "DELETE_FAILED");
        assertThat(answer.body().path(0).path("id").asText()).isEqualTo(isil);
        assertThat(answer.body().path(4).path("errors").path(0).path("message").asText()).contains("Case Study", "cases.: 0000");
        assertThat(org.holds(ISIL)).isEmpty();
        assertThat(caller.query("SELECT Id FROM Contact WHERE Id = '" + isil + "'").body().path("totalSize").asInt()).isZero();
        assertThat(org.holds("case@example.com")).isPresent();
    }

    @Test
    void deletesNoneOfACollectionWhereAllMustSucceedOrTooManyAreNamed() {
        assertThat(outcomes(caller.delete("/composite/sobjects?allOrNone=true&ids=" + isil + ",0035e00000ZZZZZ").body()))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "INVALID_CROSS_REFERENCE_KEY");
        String many = IntStream.rangeClosed(0, 200).mapToObj(row -> isil).collect(Collectors.joining(","));
        assertThat(caller.delete("/composite/sobjects?ids=" + many).errorCode()).isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(caller.delete("/composite/sobjects").errorCode()).isEqualTo("MISSING_ARGUMENT");
        assertThat(org.holds(ISIL)).isPresent();
        assertThat(org.writes().count()).isZero();
    }

    @Test
    void refusesToTouchADeletedContact() {
        assertThat(caller.delete("/sobjects/Contact/" + isil).status()).isEqualTo(204);

        assertThat(caller.patch("/sobjects/Contact/" + isil, "{\"DoNotCall\":true}").errorCode())
                .isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void countsCallsAndStopsAtTheDailyLimit() {
        org.dailyLimit(2);

        assertThat(caller.data("/sobjects/Contact/" + isil).headers()).containsEntry("sforce-limit-info", "api-usage=1/2");
        assertThat(caller.data("/sobjects/Contact/nonsense").headers()).containsEntry("sforce-limit-info", "api-usage=2/2");
        Answer refused = caller.data("/sobjects/Contact/" + isil);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.headers()).containsEntry("sforce-limit-info", "api-usage=2/2");
    }

    @Test
    void listsVersionsToAnyone() {
        assertThat(new SalesforceCaller(sandbox.url()).get("/services/data/").body().findValuesAsText("version"))
                .contains("55.0", "56.0", "62.0");
    }

    private static Map<String, String> credentials(String grant) {
        return Map.of("grant_type", grant, "client_id", SalesforceSimulator.CLIENT_ID,
                "client_secret", SalesforceSimulator.CLIENT_SECRET);
    }

    private static List<String> outcomes(JsonNode rows) {
        List<String> outcomes = new ArrayList<>();
        rows.forEach(row -> outcomes.add(row.path("success").asBoolean()
                ? row.path("created").asBoolean() ? "created" : "updated"
                : row.path("errors").path(0).path("statusCode").asText()));
        return outcomes;
    }
}
