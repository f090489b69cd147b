package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentsTest extends TwilioCase {

    private static final String BULK = "/twilio/v1/Consents/Bulk";

    @Test
    void storesAConsentAndBlocksOnOptOut() throws Exception {
        Answer answer = consents(item(1, "opt-out"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(JSON.readTree("""
                {"items":[{"correlation_id":"00000000000000000000000000000001","error_code":0,"error_messages":[]}]}"""));
        assertThat(twilio.holds(ADA.email()).orElseThrow())
                .containsEntry("blocked", true).containsEntry("status", "opt-out").containsEntry("source", "website")
                .containsEntry("date_of_consent", "2024-05-20T10:13:21Z");
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", TwilioSimulator.SERVICE_NUMBER, "Body", "News").body().get("code").asInt())
                .isEqualTo(21610);
        assertThat(twilio.writes().all()).singleElement().satisfies(write -> {
            assertThat(write.recordId()).isEqualTo(ADA.phone());
            assertThat(write.fields()).containsEntry("status", "opt-out");
        });
    }

    @Test
    void letsAnOptInOverrideAnEarlierStop() throws Exception {
        handset(ADA.phone(), "STOP");

        consents(item(1, "opt-in"));

        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("blocked", false).containsEntry("status", "opt-in");
    }

    @Test
    void judgesEachItemForItself() throws Exception {
        Answer answer = consents(item(1, "opt-out").replace("+15550100001", "15550100001"), item(2, "opt-out"), item(2, "opt-in"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/items/0/error_code").asInt()).isEqualTo(30646);
        assertThat(errors(answer.body().at("/items/0"))).containsExactly("INVALID_CONTACT_ID");
        assertThat(answer.body().at("/items/1/error_code").asInt()).isZero();
        assertThat(errors(answer.body().at("/items/2"))).containsExactly("INVALID_CORRELATION_ID");
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"opt-out\" | \"OPT-OUT\" | INVALID_STATUS",
            "\"website\" | \"web\" | INVALID_SOURCE",
            "\"+15550100001\" | 15550100001 | INVALID_CONTACT_ID",
            "\"MG00000000000000000000000000000001\" | \"MG00000000000000000000000000000002\" | INVALID_SENDER_ID",
            "\"2024-05-20T10:13:21Z\" | \"2024-05-20\" | INVALID_DATE_OF_CONSENT",
            "\"2024-05-20T10:13:21Z\" | \"2024-02-30T10:13:21Z\" | INVALID_DATE_OF_CONSENT",
            "\"00000000000000000000000000000001\" | \"7d1f\" | INVALID_CORRELATION_ID",
            "\"00000000000000000000000000000001\" | \"00000000-0000-0000-0000-000000000001\" | INVALID_CORRELATION_ID",
            "\"source\": | \"origin\":\"x\",\"source\": | UNKNOWN_FIELD"})
    void namesWhatIsWrong(String right, String wrong, String error) throws Exception {
        String item = item(1, "opt-out").replace(right.strip(), wrong.strip());

        assertThat(errors(consents(item).body().at("/items/0"))).containsExactly(error);
        assertThat(twilio.writes().count()).isZero();
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("status", "none");
    }

    @Test
    void refusesADateInTheFutureAndTakesNoDate() throws Exception {
        String tomorrow = item(1, "opt-in").replace("2024-05-20T10:13:21Z", Instant.now().plusSeconds(86_400).toString());
        String dateless = item(2, "opt-in").replace(",\"date_of_consent\":\"2024-05-20T10:13:21Z\"", "");

        Answer answer = consents(tomorrow, dateless);

        assertThat(errors(answer.body().at("/items/0"))).containsExactly("INVALID_DATE_OF_CONSENT");
        assertThat(answer.body().at("/items/1/error_code").asInt()).isZero();
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("date_of_consent", "");
    }

    @Test
    void takesOneToTwentyFiveItems() throws Exception {
        assertThat(consents(IntStream.range(0, 25).mapToObj(i -> item(i, "opt-in")).toArray(String[]::new)).status()).isEqualTo(201);
        assertThat(consents(IntStream.range(0, 26).mapToObj(i -> item(i, "opt-in")).toArray(String[]::new)).status()).isEqualTo(400);
        assertThat(consents().status()).isEqualTo(400);
        assertThat(twilio.writes().count()).isEqualTo(25);
    }

    @Test
    void refusesWhatIsNoFormOrNoJson() throws Exception {
        assertThat(postBody(TOKEN, BULK, "application/json", "{\"Items\":[]}").status()).isEqualTo(415);
        assertThat(consents("{not json").status()).isEqualTo(400);
        assertThat(consents("[]").status()).isEqualTo(400);
        assertThat(post(BULK, "Items", item(1, "opt-in"), "Item", "x").status()).isEqualTo(400);
    }

    @Test
    void letsOnlyTheAccountAndItsKeyIn() throws Exception {
        assertThat(postAs(basic(TwilioSimulator.API_KEY_SID, TwilioSimulator.API_KEY_SECRET), BULK, "Items", item(1, "opt-in")).status())
                .isEqualTo(201);
        for (String wrong : new String[] {null, basic(TwilioSimulator.ACCOUNT_SID, "x"), basic(TwilioSimulator.API_KEY_SID,
                TwilioSimulator.AUTH_TOKEN), "Bearer x"}) {
            Answer answer = postAs(wrong, BULK, "Items", item(1, "opt-in"));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(JSON.readTree("""
                    {"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}"""));
        }
    }

    @Test
    void refusesTheHundredAndFirstRequestOfAMinute() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(consents(item(i, "opt-in")).status()).isEqualTo(201);
        }

        Answer answer = consents(item(100, "opt-out"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().get("code").asInt()).isEqualTo(20429);
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("status", "opt-in");
    }

    @Test
    void raisesNoWebhookUnlessToldToEcho() throws Exception {
        consents(item(1, "opt-out"));
        assertThat(twilio.log().all()).isEmpty();

        twilio.faults().echo(true);
        consents(item(2, "opt-in"));

        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(heed.posts()).singleElement().satisfies(post ->
                        assertThat(post.parameters()).containsEntry("Body", "START").containsEntry("From", ADA.phone())));
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("source", "website");
    }
}
