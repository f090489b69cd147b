package dev.heed.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A running sandbox, a receiver of its webhooks, one enrolled customer, and a client. */
abstract class TwilioCase {

    static final Person ADA =
            new Person("ada@example.com", "+15550100001", "Ada", "Example", "en", "", Set.of("twilio"));
    static final String MESSAGES = "/twilio/2010-04-01/Accounts/" + TwilioSimulator.ACCOUNT_SID + "/Messages.json";
    static final String TOKEN = basic(TwilioSimulator.ACCOUNT_SID, TwilioSimulator.AUTH_TOKEN);

    static final ObjectMapper JSON = new ObjectMapper();

    static WebhookReceiver heed;
    static Sandbox sandbox;
    static TwilioSimulator twilio;

    record Answer(int status, JsonNode body) {
    }

    @BeforeAll
    static void open() throws Exception {
        heed = new WebhookReceiver();
        sandbox = Sandbox.start(0, 0, heed.url());
        twilio = sandbox.system(TwilioSimulator.class);
    }

    @BeforeEach
    void startAfresh() {
        twilio.reset();
        heed.forget();
        twilio.enrol(ADA);
    }

    @AfterAll
    static void close() {
        sandbox.close();
        heed.close();
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static Answer get(String path) throws Exception {
        return exchange(HttpRequest.newBuilder(sandbox.url().resolve(path)).header("Authorization", TOKEN).build());
    }

    static Answer post(String path, String... form) throws Exception {
        return postAs(TOKEN, path, form);
    }

    /** @param form names and values in turn */
    static Answer postAs(String authorization, String path, String... form) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(form[i]).append('=').append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return postBody(authorization, path, "application/x-www-form-urlencoded", body.toString());
    }

    static Answer postBody(String authorization, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(sandbox.url().resolve(path))
                .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return exchange(request.build());
    }

    static Answer handset(String from, String body) throws Exception {
        return postAs(null, "/sandbox/handset", "from", from, "body", body);
    }

    static Answer consents(String... items) throws Exception {
        return post("/twilio/v1/Consents/Bulk",
                Arrays.stream(items).flatMap(item -> java.util.stream.Stream.of("Items", item)).toArray(String[]::new));
    }

    static String item(int correlation, String status) {
        return """
                {"contact_id":"+15550100001","correlation_id":"%032x","sender_id":"%s","status":"%s","source":"website",\
                "date_of_consent":"2024-05-20T10:13:21Z"}""".formatted(correlation, TwilioSimulator.MESSAGING_SERVICE_SID, status);
    }

    static Set<String> errors(JsonNode item) {
        return Arrays.stream(JSON.convertValue(item.get("error_messages"), String[].class)).collect(Collectors.toSet());
    }

    private static Answer exchange(HttpRequest request) throws Exception {
        // with a connection of its own: who refuses a body unread ends the connection, and the next request on it would find that out
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

}
