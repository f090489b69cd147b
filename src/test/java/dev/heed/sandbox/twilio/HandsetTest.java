package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HandsetTest extends TwilioCase {

    @Test
    void postsASignedWebhookAndBlocksOnStop() throws Exception {
        Answer answer = handset(ADA.phone(), " stop ");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("webhookStatus").asInt()).isEqualTo(200);
        assertThat(heed.posts()).hasSize(1);
        WebhookReceiver.Post post = heed.posts().get(0);
        assertThat(post.path()).isEqualTo("/in/twilio");
        assertThat(post.headers().get("x-twilio-signature"))
                .isEqualTo(Signature.of(TwilioSimulator.AUTH_TOKEN, heed.url() + "/in/twilio", post.parameters()));
        assertThat(post.headers().get("content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(post.headers().get("i-twilio-idempotency-token")).isNotBlank();
        assertThat(post.parameters())
                .containsEntry("MessageSid", answer.body().get("messageSid").asText())
                .containsEntry("AccountSid", TwilioSimulator.ACCOUNT_SID)
                .containsEntry("MessagingServiceSid", TwilioSimulator.MESSAGING_SERVICE_SID)
                .containsEntry("From", ADA.phone())
                .containsEntry("To", TwilioSimulator.SERVICE_NUMBER)
                .containsEntry("Body", " stop ")
                .containsEntry("OptOutType", "STOP")
                .containsEntry("FromCountry", "US")
                .containsKeys("SmsSid", "SmsMessageSid", "NumMedia", "NumSegments", "SmsStatus", "ToCity", "ToState", "ToZip", "ToCountry",
                        "FromCity", "FromState", "FromZip", "ApiVersion");
        assertThat(twilio.holds("ADA@example.com")).get().satisfies(held -> assertThat(held)
                .containsEntry("blocked", true).containsEntry("status", "opt-out").containsEntry("source", "opt-out-message")
                .containsEntry("last_inbound_body", " stop "));
    }

    @Test
    void signsTextInEveryScriptAsItWasWritten() throws Exception {
        String text = "لطفاً دیگر پیام نفرستید – कृपया, İğdır + & = 🙏";

        handset(ADA.phone(), text);

        WebhookReceiver.Post post = heed.posts().get(0);
        assertThat(post.parameters()).containsEntry("Body", text).doesNotContainKey("OptOutType");
        assertThat(post.headers().get("x-twilio-signature"))
                .isEqualTo(Signature.of(TwilioSimulator.AUTH_TOKEN, heed.url() + "/in/twilio", post.parameters()));
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("blocked", false).containsEntry("status", "none");
    }

    @Test
    void liftsTheBlockOnStartAndKeepsItOnHelp() throws Exception {
        handset(ADA.phone(), "STOP");
        handset(ADA.phone(), "HELP");
        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("blocked", true);

        handset(ADA.phone(), "Yes");
        assertThat(twilio.holds(ADA.email()).orElseThrow())
                .containsEntry("blocked", false).containsEntry("status", "opt-in").containsEntry("source", "opt-in-message");
    }

    @Test
    void keepsAnOptOutListForEachSender() throws Exception {
        postBody(null, "/sandbox/handset", "application/json",
                "{\"from\":\"%s\",\"body\":\"STOP\",\"to\":\"%s\"}".formatted(ADA.phone(), TwilioSimulator.LONE_NUMBER));

        assertThat(heed.posts().get(0).parameters()).doesNotContainKeys("OptOutType", "MessagingServiceSid");
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", TwilioSimulator.LONE_NUMBER, "Body", "x").body().get("code").asInt())
                .isEqualTo(21610);
        assertThat(post(MESSAGES, "To", ADA.phone(), "From", TwilioSimulator.SERVICE_NUMBER, "Body", "x").status()).isEqualTo(201);
    }

    @Test
    void doesNotRetryAndKeepsTheMessageForAPoll() throws Exception {
        heed.answers(503);

        Answer answer = handset(ADA.phone(), "STOP");

        assertThat(answer.body().get("webhookStatus").asInt()).isEqualTo(503);
        assertThat(heed.posts()).hasSize(1);
        assertThat(get(MESSAGES).body().at("/messages/0/sid")).isEqualTo(answer.body().get("messageSid"));
    }

    @Test
    void losesRepeatsAndSwapsWebhooksWhenTold() throws Exception {
        twilio.faults().lose(1);
        assertThat(handset(ADA.phone(), "STOP").body().get("webhookStatus").isNull()).isTrue();
        assertThat(heed.posts()).isEmpty();

        twilio.faults().repeat(1);
        handset(ADA.phone(), "START");
        assertThat(heed.posts()).extracting(post -> post.parameters().get("MessageSid")).hasSize(2).containsOnly(
                heed.posts().get(0).parameters().get("MessageSid"));

        heed.forget();
        twilio.faults().swap();
        handset(ADA.phone(), "one");
        handset(ADA.phone(), "two");
        assertThat(heed.posts()).extracting(post -> post.parameters().get("Body")).containsExactly("two", "one");
    }

    @Test
    void letsACustomerActThroughTheLever() {
        twilio.act(ADA.email(), "sms", "UNSUBSCRIBE");

        assertThat(twilio.holds(ADA.email()).orElseThrow()).containsEntry("blocked", true);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(heed.posts()).extracting(post -> post.parameters().get("OptOutType")).containsExactly("STOP"));
        assertThat(twilio.writes().count()).isZero();
    }

    @Test
    void refusesAMessageFromNoTelephone() throws Exception {
        assertThat(handset("0555", "STOP").status()).isEqualTo(400);
        assertThat(postAs(null, "/sandbox/handset", "from", ADA.phone()).status()).isEqualTo(400);
        assertThat(postAs(null, "/sandbox/handset", "from", ADA.phone(), "body", "x", "to", "+15550100009").status()).isEqualTo(400);
    }
}
