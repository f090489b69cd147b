package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.dynamics365.Dynamics365Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a clear answer, nothing authentic lost, nobody else delayed, and never a 500. */
class BadInputTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> AUTHENTIC = Map.of(Dynamics365Simulator.WEBHOOK_HEADER, Dynamics365Simulator.WEBHOOK_KEY, "Content-Type", "application/json");

    @AfterEach
    void everybodyElseIsStillServed() {
        Person customer = Scene.enter(Customers.knownIn(java.util.Set.of("salesforce", "twilio")));
        Scene.system("twilio").act(customer.email(), "sms", "STOP");
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    @Test
    void aForgedSignatureIs401AndLeavesNothing() {
        long before = kept();
        assertThat(post("twilio", Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", "Zm9yZ2Vk"),
                "MessageSid=SM1&From=%2B15550100001&Body=STOP".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(401);
        assertThat(post("twilio", Map.of("Content-Type", "application/x-www-form-urlencoded"), "From=%2B15550100001&Body=STOP".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(401);
        assertThat(post("dynamics365", Map.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(401);
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "intake", "..%2f", "hub", "salesforce"})
    void aSystemThatSendsNoWebhooksIs404(String name) {
        HttpResponse<String> answer = post(name, AUTHENTIC, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void aBodyOverTheLimitIs413() {
        assertThat(post("dynamics365", AUTHENTIC, "[".repeat(10 << 20).getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"PrimaryEntityId\":", "[[[[[[[[", "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>", "\"text\"", "null", "",
            "{\"PrimaryEntityName\":\"contact\",\"PrimaryEntityId\":\"6d81597f\\u0000-0f9f\"}", "{\"PrimaryEntityName\":\"planet\",\"PrimaryEntityId\":\"earth\"}"})
    void whatAnAuthenticSenderGarblesIsKeptAndParked(String body) {
        long before = parked();
        int status = post("dynamics365", AUTHENTIC, body.getBytes(StandardCharsets.UTF_8)).statusCode();
        assertThat(status).isBetween(200, 499);
        if (status < 300) {
            Scene.until(() -> parked() > before);
        }
    }

    @Test
    void deepNestingWithinTheLimitIsParked() {
        long before = parked();
        assertThat(post("dynamics365", AUTHENTIC, "[".repeat(900_000).getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
        Scene.until(() -> parked() > before);
    }

    @Test
    void anUnknownCharacterEncodingIsNo500() {
        Map<String, String> headers = new java.util.HashMap<>(AUTHENTIC);
        headers.put("Content-Type", "application/json; charset=klingon-8");
        assertThat(post("dynamics365", headers, "{}".getBytes(StandardCharsets.UTF_8)).statusCode()).isBetween(200, 499);
    }

    @Test
    void aCamelHeaderFromOutsideSteersNothing() {
        Map<String, String> headers = new java.util.HashMap<>(AUTHENTIC);
        headers.put("CamelHttpUri", "http://localhost:1/");
        headers.put("CAmelBeanMethodName", "close");
        headers.put("heedSystem", "twilio");
        long before = Scene.database().sql("select count(*) from inbound where system = 'twilio' and form").query(Long.class).single();
        assertThat(post("dynamics365", headers, "{\"broken\":".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
        assertThat(Scene.database().sql("select count(*) from inbound where system = 'twilio' and form").query(Long.class).single()).isEqualTo(before);
    }

    private static long kept() {
        return Scene.database().sql("select count(*) from inbound where system = 'dynamics365' or system = 'twilio' and form").query(Long.class).single();
    }

    private static long parked() {
        return Scene.database().sql("select count(*) from parked").query(Long.class).single();
    }

    private static HttpResponse<String> post(String system, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Scene.heed() + "/in/" + system)).POST(BodyPublishers.ofByteArray(body));
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
