package dev.heed.sandbox.responsys;

import static dev.heed.sandbox.responsys.RestClient.MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.responsys.RestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsysListTest {

    private static final String BY_EMAIL = "\"matchColumnName1\":\"EMAIL_ADDRESS_\"";
    private static final String STATUS = "[\"EMAIL_ADDRESS_\",\"EMAIL_PERMISSION_STATUS_\"]";
    private static final String ADA = "[[\"ada@example.com\",\"O\"]]";

    private static Sandbox sandbox;
    private static ResponsysSimulator responsys;
    private static RestClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        responsys = sandbox.system(ResponsysSimulator.class);
        client = new RestClient(sandbox.url());
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void enrol() {
        responsys.reset();
        People.all().stream().filter(person -> person.systems().contains("responsys")).forEach(responsys::enrol);
    }

    @Test
    void holdsAnImportedCustomerAsOptedInByEmailOnly() {
        Map<String, Object> isil = responsys.holds("ISIL@example.com").orElseThrow();

        assertThat(isil).containsEntry("EMAIL_PERMISSION_STATUS_", "I")
                .containsEntry("MOBILE_PERMISSION_STATUS_", null)
                .containsEntry("POSTAL_PERMISSION_STATUS_", null)
                .containsEntry("MOBILE_NUMBER_", "15550100003")
                .containsEntry("MOBILE_COUNTRY_", "US")
                .containsEntry("LANGUAGE", "tr")
                .containsEntry("CONTACT_WISH", "İstanbul saatiyle akşamları yazın, lütfen.");
        assertThat(responsys.holds("nobody@example.com")).isEmpty();
    }

    @Test
    void mergesRowsInOrderWithFailuresInside() throws Exception {
        Object ada = responsys.holds("ada@example.com").orElseThrow().get("CUSTOMER_ID_");

        Answer answer = client.merge("[\"customer_id_\",\"EMAIL_ADDRESS_\",\"EMAIL_PERMISSION_STATUS_\",\"EMAIL_PERMISSION_REASON_\"]",
                "[[\"" + ada + "\",\"ada@example.com\",\"O\",\"mark\"],[\"p-9\",\"ben@\",\"I\",\"mark\"],[\"p-10\",\"cleo@example.com\",\"I\",\"\"]]",
                "\"matchColumnName1\":\"CUSTOMER_ID_\",\"insertOnNoMatch\":true");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.row(0)).isEqualTo(responsys.holds("ada@example.com").orElseThrow().get("RIID_"));
        assertThat(answer.row(1)).isEqualTo("MERGEFAILED: Record 1 = INVALID_PARAMETER: The value ben@ is not valid for EMAIL_ADDRESS_");
        assertThat(answer.row(2)).matches("\\d+");
        assertThat(answer.body().path("mergeRule").path("defaultPermissionStatus").asText()).isEqualTo("OPTOUT");
        assertThat(responsys.holds("ada@example.com").orElseThrow())
                .containsEntry("EMAIL_PERMISSION_STATUS_", "O").containsEntry("EMAIL_PERMISSION_REASON_", "mark");
        assertThat(responsys.writes().count()).isEqualTo(2);
        assertThat(responsys.writes().all().get(0).fields()).containsEntry("EMAIL_PERMISSION_STATUS_", "O");
    }

    @Test
    void optsAnInsertedRowOutWhereNoStatusIsGiven() throws Exception {
        client.merge("[\"EMAIL_ADDRESS_\",\"LANGUAGE\"]", "[[\"new@example.com\",\"de\"]]", BY_EMAIL + ",\"insertOnNoMatch\":true");

        assertThat(responsys.holds("new@example.com").orElseThrow())
                .containsEntry("EMAIL_PERMISSION_STATUS_", "O").containsEntry("MOBILE_PERMISSION_STATUS_", "O");
    }

    @Test
    void failsARowThatMatchesNothingAndMayNotBeInserted() throws Exception {
        Answer answer = client.merge(STATUS, "[[\"nobody@example.com\",\"O\"],[\"ADA@example.com\",\"O\"]]", BY_EMAIL + ",\"insertOnNoMatch\":false");

        assertThat(answer.row(0)).isEqualTo("MERGEFAILED: Record 0 = RECORD_NOT_FOUND: No record matches EMAIL_ADDRESS_");
        assertThat(answer.row(1)).matches("\\d+");
        assertThat(responsys.holds("nobody@example.com")).isEmpty();
        assertThat(responsys.writes().count()).isEqualTo(1);
    }

    @Test
    void readsTheCallersSpellingOfAStatusAndNoOther() throws Exception {
        String body = RestClient.mergeBody(STATUS, "[[\"ada@example.com\",\"nein\"],[\"asha@example.com\",\"O\"]]", BY_EMAIL)
                .replace("\"optoutValue\":\"O\"", "\"optoutValue\":\"nein\"");

        Answer answer = client.post(MEMBERS, body);

        assertThat(responsys.holds("ada@example.com").orElseThrow()).containsEntry("EMAIL_PERMISSION_STATUS_", "O");
        assertThat(answer.row(1)).contains("MERGEFAILED: Record 1 = INVALID_PARAMETER: The value O is not valid for EMAIL_PERMISSION_STATUS_");
    }

    @Test
    void letsTwoRowsShareAnAddressAndChangesTheOlder() throws Exception {
        client.merge("[\"CUSTOMER_ID_\",\"EMAIL_ADDRESS_\",\"EMAIL_PERMISSION_STATUS_\"]", "[[\"p-new\",\"ada@example.com\",\"I\"]]",
                "\"matchColumnName1\":\"CUSTOMER_ID_\",\"insertOnNoMatch\":true");
        client.merge(STATUS, ADA, BY_EMAIL);

        JsonNode both = client.get(MEMBERS + "?qa=e&id=ada@example.com&fs=EMAIL_PERMISSION_STATUS_").body().path("recordData").path("records");
        assertThat(both).extracting(row -> row.path(0).asText()).containsExactly("O", "I");
    }

    @Test
    void leavesAMatchAloneWhenToldNotToUpdate() throws Exception {
        String body = RestClient.mergeBody(STATUS, ADA, BY_EMAIL).replace("REPLACE_ALL", "NO_UPDATE");

        assertThat(client.post(MEMBERS, body).row(0)).matches("\\d+");
        assertThat(responsys.holds("ada@example.com").orElseThrow()).containsEntry("EMAIL_PERMISSION_STATUS_", "I");
        assertThat(responsys.writes().count()).isZero();
    }

    @Test
    void clearsAColumnByAnEmptyStringAndKeepsWhatIsNotSent() throws Exception {
        client.merge("[\"EMAIL_ADDRESS_\",\"CONTACT_WISH\"]", "[[\"ada@example.com\",\"\"]]", BY_EMAIL);

        assertThat(responsys.holds("ada@example.com").orElseThrow()).containsEntry("CONTACT_WISH", null).containsEntry("LANGUAGE", "en");
    }

    @Test
    void matchesATelephoneNumberWithOrWithoutPlusAndAHashForUpdatesOnly() throws Exception {
        Answer mobile = client.merge("[\"MOBILE_NUMBER_\",\"MOBILE_PERMISSION_STATUS_\"]", "[[\"+15550100001\",\"O\"]]", "\"matchColumnName1\":\"MOBILE_NUMBER_\"");
        String hash = (String) responsys.holds("ada@example.com").orElseThrow().get("EMAIL_SHA256_HASH_");
        String fields = "[\"EMAIL_SHA256_HASH_\",\"EMAIL_PERMISSION_STATUS_\"]";
        String rule = "\"matchColumnName1\":\"EMAIL_SHA256_HASH_\"";
        Answer hashed = client.merge(fields, "[[\"" + hash + "\",\"O\"]]", rule);
        Answer inserting = client.merge(fields, "[[\"" + hash + "\",\"O\"]]", rule + ",\"insertOnNoMatch\":true");

        assertThat(mobile.row(0)).isEqualTo(hashed.row(0)).matches("\\d+");
        assertThat(inserting.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(responsys.holds("ada@example.com").orElseThrow())
                .containsEntry("MOBILE_PERMISSION_STATUS_", "O").containsEntry("EMAIL_PERMISSION_STATUS_", "O");
    }

    @Test
    void matchesOnTwoColumnsTogether() throws Exception {
        String fields = "[\"EMAIL_ADDRESS_\",\"CUSTOMER_ID_\",\"EMAIL_PERMISSION_STATUS_\"]";
        String rule = BY_EMAIL + ",\"matchColumnName2\":\"CUSTOMER_ID_\",\"matchOperator\":\"AND\"";
        Object customer = responsys.holds("ada@example.com").orElseThrow().get("CUSTOMER_ID_");

        Answer answer = client.merge(fields, "[[\"ada@example.com\",\"other\",\"O\"],[\"ada@example.com\",\"" + customer + "\",\"O\"]]", rule);

        assertThat(answer.row(0)).contains("RECORD_NOT_FOUND");
        assertThat(answer.row(1)).matches("\\d+");
    }

    @Test
    void rejectsARecordWhoseChannelIsEmpty() throws Exception {
        client.merge("[\"EMAIL_ADDRESS_\",\"MOBILE_NUMBER_\"]", "[[\"ada@example.com\",\"\"]]", BY_EMAIL);

        Answer answer = client.merge(STATUS, ADA, BY_EMAIL + ",\"rejectRecordIfChannelEmpty\":\"E,M\"");

        assertThat(answer.row(0)).isEqualTo("MERGEFAILED: Record 0 = INVALID_PARAMETER: Record rejected, channel M is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            []                                       ~ [["x"]]                   ~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","NOPE"]                ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_FIELD_NAME
            ["EMAIL_ADDRESS_","MODIFIED_DATE_"]      ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com"]]     ~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com",1]]   ~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com",null]]~ "matchColumnName1":"EMAIL_ADDRESS_"                                     ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com","x"]] ~ "matchColumnName1":"LANGUAGE"                                           ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com","x"]] ~ "matchColumnName1":"CUSTOMER_ID_"                                       ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","CUSTOMER_ID_"]        ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_","matchColumnName2":"CUSTOMER_ID_"   ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_","matchColumnName3":"RIID_"          ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_","surprise":1                        ~ INVALID_PARAMETER
            ["EMAIL_ADDRESS_","LANGUAGE"]            ~ [["ada@example.com","x"]] ~ "matchColumnName1":"EMAIL_ADDRESS_","defaultPermissionStatus":"MAYBE"   ~ INVALID_PARAMETER
            """)
    void refusesAsAWholeWhatIsNoMerge(String fields, String records, String rule, String code) throws Exception {
        Answer answer = client.merge(fields, records, rule);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("errorDetails").isArray()).isTrue();
        assertThat(responsys.writes().count()).isZero();
    }

    @Test
    void takesTwoHundredRecordsAndNotOneMore() throws Exception {
        String row = "[\"ada@example.com\",\"O\"]";

        assertThat(client.merge(STATUS, Collections.nCopies(200, row).toString(), BY_EMAIL).status()).isEqualTo(200);
        assertThat(client.merge(STATUS, Collections.nCopies(201, row).toString(), BY_EMAIL).code()).isEqualTo("RECIPIENT_LIMIT_EXCEEDED");
    }

    @Test
    void refusesTooHighARateWithAStatusOf400() throws Exception {
        responsys.limit("mergeListMembers", 1);

        assertThat(client.merge(STATUS, ADA, BY_EMAIL).status()).isEqualTo(200);
        Answer second = client.merge(STATUS, ADA, BY_EMAIL);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo("API_LIMIT_EXCEEDED");
    }

    @Test
    void closesTheConnectionOnABodyOverTenMegabytes() {
        String wish = "x".repeat(JsonBody.LIMIT);

        assertThatThrownBy(() -> client.merge("[\"EMAIL_ADDRESS_\",\"CONTACT_WISH\"]", "[[\"ada@example.com\",\"" + wish + "\"]]", BY_EMAIL))
                .isInstanceOf(IOException.class);
        assertThat(responsys.writes().count()).isZero();
    }

    @Test
    void refusesAnotherListAndAnotherContentType() throws Exception {
        assertThat(client.get("/rest/api/v1.3/lists/OTHER/fields").status()).isEqualTo(404);
        assertThat(client.send(client.request(MEMBERS, client.token).header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(RestClient.mergeBody(STATUS, ADA, BY_EMAIL)))).status()).isEqualTo(415);
    }

    @Test
    void showsTheColumnsOfTheList() throws Exception {
        JsonNode fields = client.get("/rest/api/v1.3/lists/CONTACTS_LIST/fields").body();

        assertThat(fields).extracting(field -> field.path("fieldName").asText()).contains("RIID_", "EMAIL_PERMISSION_STATUS_", "LANGUAGE", "CONTACT_WISH");
    }

    @Test
    void findsAMemberByAnyOfItsNames() throws Exception {
        String fields = "RIID_,EMAIL_ADDRESS_,CONTACT_WISH";
        Answer byEmail = client.get(MEMBERS + "?qa=e&id=" + RestClient.encode("JOERG@bücher.example") + "&fs=" + fields);
        String riid = byEmail.row(0);

        assertThat(byEmail.body().path("recordData").path("records").path(0).path(2).asText()).endsWith("„danke“.");
        assertThat(byEmail.body().path("mergeRule").isNull()).isTrue();
        assertThat(client.get(MEMBERS + "?qa=m&id=493023125005&fs=RIID_").row(0)).isEqualTo(riid);
        assertThat(client.get(MEMBERS + "?qa=r&id=" + riid + "&fs=RIID_").row(0)).isEqualTo(riid);
        assertThat(client.get(MEMBERS + "/" + riid + "?fs=all").body().path("recordData").path("fieldNames")).hasSize(Column.ALL.size());
        assertThat(client.post(MEMBERS + "?action=get",
                "{\"fieldList\":[\"RIID_\"],\"ids\":[\"" + riid + "\",\"1\"],\"queryAttribute\":\"r\"}").body().path("recordData").path("records")).hasSize(1);
    }

    @Test
    void deletesMembersAndTellsInTheirPlacesOfThoseItHasNot() throws Exception {
        String riid = client.get(MEMBERS + "?qa=e&id=ada@example.com&fs=RIID_").row(0);

        Answer answer = client.post(MEMBERS + "?action=delete", "{\"queryAttribute\":\"r\",\"ids\":[\"1\",\"" + riid + "\",\"" + riid + "\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.row(0)).startsWith("DELETEFAILED: ");
        assertThat(answer.row(1)).isEqualTo(riid);
        assertThat(answer.row(2)).as("it is gone already").startsWith("DELETEFAILED: ");
        assertThat(responsys.holds("ada@example.com")).isEmpty();
        assertThat(client.get(MEMBERS + "/" + riid + "?fs=RIID_").code()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(client.post(MEMBERS + "?action=delete", "{\"queryAttribute\":\"r\",\"ids\":[]}").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.post(MEMBERS + "?action=delete", "{\"queryAttribute\":\"x\",\"ids\":[\"1\"]}").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.post(MEMBERS + "?action=delete", "{\"queryAttribute\":\"r\",\"ids\":[" + String.join(",", Collections.nCopies(201, "\"1\"")) + "]}").code())
                .isEqualTo("RECIPIENT_LIMIT_EXCEEDED");
    }

    @Test
    void refusesALookUpThatFindsNothingOrAsksForTooMuch() throws Exception {
        Answer none = client.get(MEMBERS + "?qa=c&id=p-0&fs=RIID_");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.code()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(client.get(MEMBERS + "?qa=x&id=p-0&fs=RIID_").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(client.get(MEMBERS + "?qa=c&id=p-0&fs=NOPE").code()).isEqualTo("INVALID_FIELD_NAME");
        assertThat(client.get(MEMBERS + "?qa=c&id=p-0&fs=" + String.join(",", Collections.nCopies(30, "RIID_"))).code()).isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void letsPeopleActOnlyAsTheSystemAllows() {
        responsys.act("ada@example.com", "EMAIL_PERMISSION_STATUS_", "O");
        responsys.act("ada@example.com", "CONTACT_WISH", "Only \"real\" letters, please");
        responsys.act("asha@example.com", "DELETE", "");

        assertThat(responsys.holds("ada@example.com").orElseThrow()).containsEntry("EMAIL_PERMISSION_STATUS_", "O")
                .containsEntry("CONTACT_WISH", "Only \"real\" letters, please");
        assertThat(responsys.holds("asha@example.com")).isEmpty();
        assertThat(responsys.writes().count()).isZero();
        assertThatThrownBy(() -> responsys.act("ada@example.com", "EMAIL_PERMISSION_STATUS_", "maybe")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> responsys.act("nobody@example.com", "LANGUAGE", "de")).isInstanceOf(IllegalArgumentException.class);
    }
}
