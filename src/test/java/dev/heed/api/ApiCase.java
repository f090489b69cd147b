package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Together;
import dev.heed.sandbox.twilio.TwilioSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls Heed over real HTTP, and acts in the sandbox. */
abstract class ApiCase {

    record Reply(int status, String type, Map<String, String> headers, JsonNode body) {

        JsonNode at(String pointer) {
            return body.at(pointer);
        }

        String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Every test has people of its own: 555-01xx is for fiction. */
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    static Path folder;
    static Together together;
    static JdbcClient jdbc;

    static void start() {
        folder = HeedWithTwilio.folder();
        together = HeedWithTwilio.start(folder);
        jdbc = together.heed().getBean(JdbcClient.class);
    }

    TwilioSimulator twilio() {
        return together.sandbox().system(TwilioSimulator.class);
    }

    static String freshPhone() {
        int number = NUMBERS.getAndIncrement();
        return String.format(Locale.ROOT, "+1%d555%04d", 201 + number / 100, 100 + number % 100);
    }

    static String freshEmail() {
        return "person" + NUMBERS.getAndIncrement() + "@example.com";
    }

    static Map<String, String> stated(String... members) {
        Map<String, String> stated = new LinkedHashMap<>(Map.of("source", "preference-page", "eventId", UUID.randomUUID().toString(),
                "key", "sms/marketing", "value", "withdrawn", "actor", "subject", "evidence", "form"));
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] == null) {
                stated.remove(members[i]);
            } else {
                stated.put(members[i], members[i + 1]);
            }
        }
        return stated;
    }

    void merge(String one, String other) {
        assertThat(post("engineer", "/api/v1/subjects/" + one + "/merge", Map.of("other", other, "because", "one login")).status()).isEqualTo(200);
    }

    /** As soon as all calls about the two are answered. */
    void split(String subject) {
        await().atMost(Duration.ofSeconds(20)).until(() -> post("engineer", "/api/v1/subjects/" + subject + "/split", Map.of("because", "two people after all")).status() == 200);
    }

    /** Tells a change that is to be taken, and names it. */
    String tell(String... members) {
        Reply reply = post("operator", "/api/v1/changes", stated(members));
        if (reply.status() != 202) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
        return reply.text("/changeId");
    }

    String subject(String contactPoint) {
        return post("viewer", "/api/v1/subjects/search", Map.of(contactPoint.contains("@") ? "email" : "phone", contactPoint)).text("/subjectId");
    }

    /** What the API says of a person's preferences. */
    JsonNode ask(String subject, String query) {
        Reply reply = get("viewer", "/api/v1/subjects/" + subject + "/preferences" + query);
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
        return reply.body();
    }

    Reply get(String user, String path) {
        return send(request(user, path).GET());
    }

    Reply get(String user, String path, String accepted) {
        return send(request(user, path).header("Accept", accepted).GET());
    }

    Reply post(String user, String path, Object body) {
        try {
            return post(user, path, JSON.writeValueAsBytes(body), "application/json");
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    Reply post(String user, String path, byte[] body, String type) {
        return send(request(user, path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String user, String path) {
        String credentials = Base64.getEncoder().encodeToString((user + ":heed").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(together.url() + path)).header("Authorization", "Basic " + credentials);
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String type = headers.getOrDefault("content-type", "");
            return new Reply(response.statusCode(), type, headers, type.contains("json") ? JSON.readTree(response.body()) : JSON.getNodeFactory().textNode(response.body()));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
