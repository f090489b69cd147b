package dev.heed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Faults.Call;
import dev.heed.sandbox.twilio.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an order to misbehave does to the API of a system, by the one that is quickest to call. */
class FaultFilterTest {

    private static final String BULK = "/twilio/v1/Consents/Bulk";

    private static Sandbox sandbox;
    private static SimulatedSystem twilio;

    @BeforeAll
    static void open() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        twilio = sandbox.system(TwilioSimulator.class);
    }

    @AfterEach
    void behaveAgain() {
        twilio.reset();
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void aSlowSystemAnswersAfterItsTime() throws Exception {
        twilio.faults().slow(Duration.ofMillis(300));
        Instant before = Instant.now();
        assertThat(write().statusCode()).isEqualTo(201);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @Test
    void whoHangsGoesOnWhenTheSystemIsSlowNoMore() throws Exception {
        twilio.faults().slow(Duration.ofMinutes(10));
        CompletableFuture<HttpResponse<String>> hanging = HttpClient.newHttpClient().sendAsync(request(), HttpResponse.BodyHandlers.ofString());
        await().during(Duration.ofMillis(200)).until(() -> !hanging.isDone() && twilio.writes().count() == 0);
        twilio.faults().clear();
        assertThat(hanging.get().statusCode()).isEqualTo(201);
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @Test
    void anErrorIsAnsweredSoOftenAndWithoutEffect() throws Exception {
        twilio.faults().answer(2, 500, -1);
        assertThat(write().statusCode()).isEqualTo(500);
        assertThat(write().headers().firstValue("Retry-After")).isEmpty();
        assertThat(twilio.writes().count()).isZero();
        assertThat(write().statusCode()).isEqualTo(201);
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @Test
    void tooManyRequestsSaysHowLongToWait() throws Exception {
        twilio.faults().answer(1, 429, 7);
        HttpResponse<String> answer = write();
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(twilio.writes().count()).isZero();
    }

    @Test
    void aConnectionLostBeforeLeavesNoWrite() throws Exception {
        twilio.faults().dropBefore();
        assertThatThrownBy(FaultFilterTest::write).isInstanceOf(IOException.class);
        assertThat(twilio.writes().count()).isZero();
        assertThat(write().statusCode()).isEqualTo(201);
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @Test
    void aConnectionLostAfterLeavesOneWrite() throws Exception {
        twilio.faults().dropAfter();
        assertThatThrownBy(FaultFilterTest::write).isInstanceOf(IOException.class);
        assertThat(twilio.writes().count()).isEqualTo(1);
    }

    @Test
    void aDropMeantForACallWaitsForIt() throws Exception {
        twilio.faults().dropBefore("/Messages");
        assertThat(write().statusCode()).isEqualTo(201);
        twilio.faults().dropBefore("/Consents");
        assertThat(write().statusCode()).as("the first drop still waits").isEqualTo(201);
    }

    @Test
    void everyCallIsNotedWhateverBecameOfIt() throws Exception {
        int before = twilio.faults().calls().size();
        write();
        twilio.faults().answer(1, 503, -1);
        write();
        twilio.faults().dropAfter();
        assertThatThrownBy(FaultFilterTest::write).isInstanceOf(IOException.class);
        await().until(() -> twilio.faults().calls().size() == before + 3);
        assertThat(twilio.faults().calls().subList(before, before + 3)).extracting(Call::status).containsExactly(201, 503, 0);
        assertThat(twilio.faults().calls().subList(before, before + 3)).allMatch(call -> call.method().equals("POST") && call.path().equals(BULK));
    }

    @Test
    void onlyTheLatestCallsAreRemembered() {
        Faults faults = new Faults();
        IntStream.range(0, 2000).forEach(i -> faults.note(new Call(Instant.EPOCH.plusSeconds(i), "GET", "/", 200)));
        assertThat(faults.calls()).hasSize(1000).last().satisfies(call -> assertThat(call.at()).isEqualTo(Instant.EPOCH.plusSeconds(1999)));
    }

    private static HttpResponse<String> write() throws Exception {
        // with a connection of its own: one that was cut is found out only by the next request on it
        return HttpClient.newHttpClient().send(request(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request() {
        String item = """
                {"contact_id": "+15550100001", "correlation_id": "%s", "sender_id": "%s", "status": "opt-out", "source": "website"}"""
                .formatted(UUID.randomUUID().toString().replace("-", ""), TwilioSimulator.MESSAGING_SERVICE_SID);
        String user = TwilioSimulator.ACCOUNT_SID + ":" + TwilioSimulator.AUTH_TOKEN;
        return HttpRequest.newBuilder(sandbox.url().resolve(BULK)).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("Items=" + URLEncoder.encode(item, StandardCharsets.UTF_8))).build();
    }
}
