package dev.heed.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.People;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.SimulatedSystem;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Person JOERG =
            People.all().stream().filter(person -> person.email().equals("joerg@bücher.example")).findFirst().orElseThrow();

    private static Sandbox sandbox;
    private static SimulatedSystem twilio;

    @BeforeAll
    static void open() {
        // nobody listens there: a webhook that fails must not spoil the gesture
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1/"));
        twilio = sandbox.systems().get("twilio");
    }

    @BeforeEach
    void startAfresh() {
        twilio.reset();
        twilio.enrol(JOERG);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(sandbox.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(sandbox.url().resolve(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String person(String email) {
        return "/sandbox/people/" + URLEncoder.encode(email, StandardCharsets.UTF_8);
    }

    @Test
    void servesThePageAndItsFilesInUtf8() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("<html lang=\"en\" dir=\"ltr\">").doesNotContain("https:", "style=", "onclick=");
        assertThat(get("/page/main.js").headers().firstValue("Content-Type")).hasValueSatisfying(type ->
                assertThat(type).contains("javascript"));
        assertThat(get("/page/../people.yaml").statusCode()).isNotEqualTo(200);
    }

    @Test
    void tellsOfSystemsAndTheirLeversAndOfHeed() throws Exception {
        JsonNode overview = JSON.readTree(get("/sandbox").body());

        assertThat(overview.get("heed").asText()).isEqualTo("http://localhost:1");
        assertThat(overview.get("hawtio").asText()).isEqualTo("http://localhost:1/actuator/hawtio");
        assertThat(overview.at("/systems").findValuesAsText("name")).containsExactlyElementsOf(sandbox.systems().keySet());
        assertThat(overview.at("/systems").toString()).contains("\"id\":\"sms\"", "\"STOP\"");
    }

    @Test
    void listsPeopleInTheirOwnScript() throws Exception {
        Person[] people = JSON.readValue(get("/sandbox/people").body(), Person[].class);

        assertThat(List.of(people)).isEqualTo(People.all());
    }

    @Test
    void tellsWhatEachSystemHoldsOfOneCustomer() throws Exception {
        JsonNode holds = JSON.readTree(get(person(JOERG.email())).body());

        assertThat(holds.at("/twilio/contact_id").asText()).isEqualTo(JOERG.phone());
        assertThat(holds.size()).isEqualTo(sandbox.systems().size());
        assertThat(JSON.readTree(get(person("JOERG@BÜCHER.example")).body())).isEqualTo(holds);
        assertThat(get(person("nobody@example.com")).statusCode()).isEqualTo(404);
    }

    @Test
    void pullsALever() throws Exception {
        HttpResponse<String> answer = post("/sandbox/systems/twilio/act", """
                {"email":"joerg@bücher.example","lever":"sms","value":"STOP"}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Instant.parse(JSON.readTree(answer.body()).get("at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(twilio.holds(JOERG.email()).orElseThrow()).containsEntry("blocked", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"email\":\"joerg@bücher.example\",\"lever\":\"sms\",\"value\":\"stop it\"}",
            "{\"email\":\"joerg@bücher.example\",\"lever\":\"sms\"}",
            "{\"email\":\"joerg@bücher.example\",\"lever\":\"phone\",\"value\":\"STOP\"}",
            "{\"email\":\"joerg@bücher.example\",\"lever\":\"sms\",\"value\":\"STOP\",\"as\":\"x\"}",
            "[]", "{"})
    void refusesAWrongGesture(String body) throws Exception {
        assertThat(post("/sandbox/systems/twilio/act", body).statusCode()).isEqualTo(400);
        assertThat(twilio.holds(JOERG.email()).orElseThrow()).containsEntry("blocked", false);
    }

    @Test
    void knowsNeitherStrangersNorStrangeSystems() throws Exception {
        assertThat(post("/sandbox/systems/nothing/act", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/sandbox/systems/twilio/act", "{\"email\":\"x@example.com\",\"lever\":\"sms\",\"value\":\"STOP\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsASystemMisbehaveUntilItIsCleared() throws Exception {
        assertThat(post("/sandbox/systems/twilio/faults", """
                {"answer":{"times":2,"status":429,"retryAfter":3},"echo":true}""").statusCode()).isEqualTo(204);
        HttpResponse<String> answer = get("/twilio/v1/Consents/Bulk");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(twilio.faults().echoes()).isTrue();

        post("/sandbox/systems/twilio/faults", "{\"clear\":true}");

        assertThat(get("/twilio/v1/Consents/Bulk").statusCode()).isEqualTo(401);
        assertThat(twilio.faults().echoes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"slow\":1}", "{\"slowMillis\":-1}", "{\"slowMillis\":60001}", "{\"answer\":{\"status\":200}}", "{\"answer\":{}}",
            "{\"drop\":\"during\"}", "{\"lose\":-1}", "{\"swap\":3}", "{\"answer\":{\"status\":500,\"times\":0}}"})
    void refusesAWrongFault(String body) throws Exception {
        assertThat(post("/sandbox/systems/twilio/faults", body).statusCode()).isEqualTo(400);
    }

    @Test
    @Timeout(20)
    void tellsVisitorsOfEveryCellAndThenOfChanges() throws Exception {
        var stream = HTTP.send(HttpRequest.newBuilder(sandbox.url().resolve("/sandbox/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            int cells = sandbox.systems().size() * People.all().size();
            for (int i = 0; i < cells; i++) {
                assertThat(next(lines, "start").has("holds")).isTrue();
            }

            twilio.act(JOERG.email(), "sms", "STOP");

            JsonNode cell = next(lines, "cell");
            assertThat(cell.get("system").asText()).isEqualTo("twilio");
            assertThat(cell.get("email").asText()).isEqualTo(JOERG.email());
            assertThat(cell.at("/holds/blocked").asBoolean()).isTrue();
            assertThat(Instant.parse(cell.get("at").asText())).isBeforeOrEqualTo(Instant.now());
        }
    }

    private static JsonNode next(BufferedReader lines, String event) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("event:")) {
            line = lines.readLine();
        }
        assertThat(line).isEqualTo("event:" + event);
        return JSON.readTree(lines.readLine().substring("data:".length()));
    }
}
