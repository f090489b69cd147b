package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.evidence.Digests;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.dynamics365.Dynamics365Simulator;
import dev.heed.sandbox.twilio.Signature;
import dev.heed.sandbox.twilio.TwilioSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a clear answer, nothing authentic lost, nobody else delayed, and never a 500. */
class BadInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> AUTHENTIC = Map.of(Dynamics365Simulator.WEBHOOK_HEADER, Dynamics365Simulator.WEBHOOK_KEY, "Content-Type", "application/json");

    @AfterEach
    void everybodyElseIsStillServed() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    @Test
    void aForgedSignatureIs401AndLeavesNothing() {
        long before = kept();
        assertThat(post("twilio", Map.of("Content-Type", FORM, "X-Twilio-Signature", "Zm9yZ2Vk"), "MessageSid=SM1&From=%2B15550100001&Body=STOP").statusCode()).isEqualTo(401);
        assertThat(post("twilio", Map.of("Content-Type", FORM), "From=%2B15550100001&Body=STOP").statusCode()).isEqualTo(401);
        assertThat(post("dynamics365", Map.of("Content-Type", "application/json"), "{}").statusCode()).isEqualTo(401);
        assertThat(post("dynamics365", Map.of("Content-Type", "application/json", Dynamics365Simulator.WEBHOOK_HEADER, "guessed"), "{}").statusCode()).isEqualTo(401);
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "intake", "hub", "salesforce", "Twilio", "twilio-in"})
    void aSystemThatSendsNoWebhooksIs404(String name) {
        HttpResponse<String> answer = post(name, AUTHENTIC, "{}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no system of this name sends webhooks");
    }

    @Test
    void aPathThatClimbsIs400() {
        assertThat(post("..%2f", AUTHENTIC, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheLimitIs413WhetherItSaysItsLengthOrNot() {
        byte[] body = "[".repeat(10 << 20).getBytes(StandardCharsets.UTF_8);
        assertThat(post("dynamics365", AUTHENTIC, BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(413);
        byte[] little = Arrays.copyOf(body, (1 << 20) + 1);
        assertThat(post("dynamics365", AUTHENTIC, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(little))).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"PrimaryEntityId\":", "[[[[[[[[", "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>", "\"text\"", "null", " ",
            "{\"PrimaryEntityName\":\"contact\",\"PrimaryEntityId\":\"6d81597f\\u0000-0f9f\"}", "{\"PrimaryEntityName\":\"contact\",\"PrimaryEntityId\":\"6d81597f\u0000\"}",
            "{\"PrimaryEntityName\":\"planet\",\"PrimaryEntityId\":\"earth\"}", "{\"PrimaryEntityName\":\"contact\"}"})
    void whatAnAuthenticSenderGarblesIsKeptAndParked(String body) {
        assertThat(post("dynamics365", AUTHENTIC, body).statusCode()).isEqualTo(200);
        Scene.until(() -> whyParked("dynamics365", body.getBytes(StandardCharsets.UTF_8)) != null);
    }

    @Test
    void deepNestingWithinTheLimitIsParked() {
        String body = "[".repeat(900_000);
        assertThat(post("dynamics365", AUTHENTIC, body).statusCode()).isEqualTo(200);
        Scene.until(() -> whyParked("dynamics365", body.getBytes(StandardCharsets.UTF_8)) != null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "charset=klingon-8 | From=%2B15550100077&To=MG1&Body=STOP&MessageSid=SMklingon | unknown character encoding",
            "charset=utf-8 | From=%2B1555010%00077&To=MG1&Body=STOP&MessageSid=SMnull | no telephone number in From",
            "charset=utf-8 | From=%2B15550100077&To=MG1&Body=%DDptal&MessageSid=SMlatin | is not in UTF-8",
            "charset=iso-8859-7 | From=%2B15550100077&To=MG1&Body=%FF&MessageSid=SMgreek | is not in ISO-8859-7",
            "charset=utf-8 | From=nobody&To=MG1&Body=STOP&MessageSid=SMnobody | no telephone number in From",
            "charset=utf-8 | To=MG1&Body=STOP&MessageSid=SMfromless | no record id in From"})
    void aSignedFormThatCannotBeReadIsKeptAndParkedWithTheReason(String charset, String body, String reason) {
        assertThat(postSigned(body, "; " + charset, Map.of()).statusCode()).isEqualTo(200);
        Scene.until(() -> whyParked("twilio", body.getBytes(StandardCharsets.UTF_8)) != null);
        assertThat(whyParked("twilio", body.getBytes(StandardCharsets.UTF_8))).contains(reason).doesNotContain("15550100077");
    }

    /** The signature is over the letters, so that whoever reads others finds it wrong. */
    @ParameterizedTest
    @CsvSource({"iso-8859-9, %DDzmir", "windows-1254, %DDzmir", "utf-8, %C4%B0zmir"})
    void aSignedFormIsReadInTheEncodingThatItDeclares(String charset, String city) {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        String body = "From=" + customer.phone().replace("+", "%2B") + "&To=MG1&Body=STOP&MessageSid=SM" + charset + customer.phone().substring(1) + "&FromCity=" + city;
        Map<String, String> signed = Map.of("From", customer.phone(), "To", "MG1", "Body", "STOP", "MessageSid", "SM" + charset + customer.phone().substring(1), "FromCity", "İzmir");
        assertThat(post("twilio", Map.of("Content-Type", FORM + ";charset=" + charset, "X-Twilio-Signature", signature(signed)), body).statusCode()).isEqualTo(200);
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    @Test
    void aNullCharacterBesideWhatIsReadLosesNoStop() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        String body = "From=" + customer.phone().replace("+", "%2B") + "&To=MG1&Body=STOP&MessageSid=SMbeside" + customer.phone().substring(1) + "&City=a%00b";
        assertThat(postSigned(body, "", Map.of()).statusCode()).isEqualTo(200);
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    @Test
    void aCamelHeaderFromOutsideSteersNothing() {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        String body = "From=" + customer.phone().replace("+", "%2B") + "&To=MG1&Body=STOP&MessageSid=SMsteer" + customer.phone().substring(1);
        HttpResponse<String> answer = postSigned(body, "", Map.of("CamelHttpResponseCode", "599", "CAmelBeanMethodName", "close", "heedSystem", "salesforce", "CamelHttpUri", "http://localhost:1/"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<Response/>");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    private static long kept() {
        return Scene.database().sql("select count(*) from inbound where system = 'dynamics365' or system = 'twilio' and form").query(Long.class).single();
    }

    /** The reason for which what came so was parked, null if it is not. */
    private static String whyParked(String system, byte[] body) {
        return Scene.database().sql("select reason from parked join inbound on inbound.id = inbound_id where inbound.system = ? and digest = ?")
                .params(system, Digests.hex(Digests.sha256(body))).query(String.class).list().stream().findFirst().orElse(null);
    }

    private static HttpResponse<String> postSigned(String form, String charset, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&")) {
            parameters.put(pair.substring(0, pair.indexOf('=')), URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", FORM + charset);
        headers.put("X-Twilio-Signature", signature(parameters));
        return post("twilio", headers, form);
    }

    private static String signature(Map<String, String> parameters) {
        return Signature.of(TwilioSimulator.AUTH_TOKEN, Scene.heed() + "/in/twilio", parameters);
    }

    private static HttpResponse<String> post(String system, Map<String, String> headers, String body) {
        return post(system, headers, BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> post(String system, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Scene.heed() + "/in/" + system)).POST(body);
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
