package dev.heed.sandbox.dynamics365;

import static dev.heed.sandbox.dynamics365.Environment.consent;
import static dev.heed.sandbox.dynamics365.Environment.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BatchTest extends Dynamics365TestBase {

    private static final String END = "--batch_1--\r\n";

    @Test
    void answersEveryPartWithItsOwnStatus() {
        String contact = row(api.post("contacts", "{}"));
        String body = part("PATCH /dynamics365/api/data/v9.2/" + contact, "{\"donotphone\":7}")
                + part("PATCH " + contact, "{\"new_contactwish\":\"कृपया शाम को\"}")
                + part("POST " + api.base() + "msdynmkt_contactpointconsent4s", consent("ada@example.com", 534120002))
                + get(contact + "?$select=new_contactwish") + END;

        var reply = batch(body, "Prefer", "odata.continue-on-error");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("multipart/mixed; boundary=batchresponse_");
        assertThat(statuses(reply)).containsExactly("400", "204", "204", "200");
        assertThat(reply.body()).contains("0x80048d19", "कृपया शाम को", "OData-EntityId: " + api.base() + "msdynmkt_contactpointconsent4s(");
        assertThat(environment.simulator().writes().count()).isEqualTo(3);
    }

    @Test
    void stopsAtTheFirstFailureUnlessAskedToGoOn() {
        var reply = batch(part("POST contacts", "{}") + part("POST contacts", "{\"donotsms\":true}") + part("POST contacts", "{}") + END);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(statuses(reply)).containsExactly("204", "400");
        assertThat(api.get("contacts/$count").body()).isEqualTo("1");
    }

    @Test
    void honoursConditionsOfAPart() {
        String contact = row(api.post("contacts", "{}"));
        String stale = "If-Match: W/\"1\"\r\n";

        var reply = batch("--batch_1\r\n" + http("PATCH " + contact, stale, "{\"donotphone\":true}") + END, "Prefer", "odata.continue-on-error");

        assertThat(statuses(reply)).containsExactly("412");
        assertThat(reply.body()).contains("0x80060882");
    }

    @Test
    void takesAChangeSetWholeOrNotAtAll() {
        String contact = row(api.post("contacts", "{}"));
        environment.receiver().clear();
        String bad = changeSet(set(1, "PATCH " + contact, "{\"donotphone\":true,\"new_personkey\":\"p-1\"}")
                + set(2, "DELETE " + contact, null) + set(3, "POST contacts", "{\"preferredcontactmethodcode\":9}"));

        var reply = batch(bad + part("POST contacts", "{\"new_personkey\":\"p-1\"}") + END, "Prefer", "odata.continue-on-error");

        assertThat(statuses(reply)).containsExactly("400", "204");
        assertThat(reply.body()).contains("Content-ID: 3", "0x8004431a");
        assertThat(api.get(contact).json().get("donotphone").booleanValue()).isFalse();
        assertThat(environment.simulator().writes().count()).isEqualTo(2);
    }

    @Test
    void letsAChangeSetReferToRowsItMade() {
        var reply = batch(changeSet(set(1, "POST contacts", "{\"firstname\":\"Ada\"}") + set(2, "PUT $1/donotphone", "{\"value\":true}")) + END);

        assertThat(statuses(reply)).containsExactly("204", "204");
        assertThat(api.get("contacts").json().at("/value/0/donotphone").booleanValue()).isTrue();
        var early = batch(changeSet(set(2, "PATCH $1", "{}") + set(1, "POST contacts", "{}")) + END);
        assertThat(early.body()).contains("Content-ID Reference: '$1' does not exist in the batch context.");
    }

    @Test
    void refusesReadsAndUnnumberedPartsInAChangeSet() {
        assertThat(batch(changeSet(set(1, "GET contacts", null)) + END).status()).isEqualTo(400);
        assertThat(batch(changeSet(set(1, "POST contacts", "{}").replace("Content-ID: 1\r\n", "")) + END).status()).isEqualTo(400);
        assertThat(api.get("contacts/$count").body()).isEqualTo("0");
    }

    @Test
    void refusesABatchItCannotRead() {
        String body = part("POST contacts", "{}") + END;

        assertThat(batch(body.replace("\r\n", "\n")).status()).isEqualTo(400);
        assertThat(batch(body.stripTrailing()).status()).isEqualTo(400);
        assertThat(batch(body.replace("binary", "8bit")).status()).isEqualTo(400);
        assertThat(batch(part("POST $batch", "{}") + END).status()).isEqualTo(404);
        assertThat(api.post("$batch", "{}").status()).isEqualTo(415);
        assertThat(api.get("contacts/$count").body()).isEqualTo("0");
    }

    @Test
    void takesAThousandRequestsAndNoMore() {
        assertThat(batch(get("contacts?$top=1").repeat(1000) + END).status()).isEqualTo(200);
        assertThat(batch(get("contacts?$top=1").repeat(1001) + END).status()).isEqualTo(400);
    }

    private Caller.Reply batch(String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/mixed; boundary=\"batch_1\"";
        return api.call("POST", "$batch", body, all);
    }

    private static String part(String request, String body) {
        return "--batch_1\r\n" + http(request, "", body);
    }

    private static String get(String path) {
        return "--batch_1\r\n" + http("GET " + path, "", null);
    }

    private static String changeSet(String parts) {
        return "--batch_1\r\nContent-Type: multipart/mixed; boundary=\"changeset_1\"\r\n\r\n" + parts + "--changeset_1--\r\n";
    }

    private static String set(int contentId, String request, String body) {
        return "--changeset_1\r\nContent-ID: " + contentId + "\r\n" + http(request, "", body);
    }

    private static String http(String request, String headers, String body) {
        return "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" + request + " HTTP/1.1\r\n" + headers
                + (body == null ? "\r\n\r\n" : "Content-Type: application/json\r\n\r\n" + body + "\r\n");
    }

    private static List<String> statuses(Caller.Reply reply) {
        return Pattern.compile("^HTTP/1\\.1 (\\d{3}) ", Pattern.MULTILINE).matcher(reply.body()).results().map(MatchResult::group)
                .map(line -> line.substring(9, 12)).toList();
    }
}
