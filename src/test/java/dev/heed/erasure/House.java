package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Together;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Heed beside the systems on a data folder of its own, and what can be asked of it about somebody who is erased. */
final class House implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data = Path.of("target/test-heed/erasure-" + UUID.randomUUID());
    private final Together together;

    House(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("heed.data", data, "camel.main.name", "heed-erasure-" + UUID.randomUUID(), "heed.erasure.period", 500,
                "logging.file.name", data.resolve("heed.log")));
        all.putAll(settings);
        this.together = Together.start(0, 0, 0, null, List.of(), all);
    }

    Together together() {
        return together;
    }

    SimulatedSystem system(String name) {
        return together.sandbox().systems().get(name);
    }

    <T extends SimulatedSystem> T system(Class<T> type) {
        return together.sandbox().system(type);
    }

    JdbcClient database() {
        return together.heed().getBean(JdbcClient.class);
    }

    @Override
    public void close() {
        together.close();
    }

    /** Which of these words stand in any file of its data folder: the database with its log of writes, the broker's journal, keys and logs. */
    List<String> found(String... words) throws IOException {
        return Traces.of(List.of(words), data);
    }

    /** Waits until nothing is under way. */
    void quiet() {
        until(() -> count("select count(*) from delivery where state in ('queued', 'accepted')") == 0 && count("select count(*) from inbound where state = 'new'") == 0);
    }

    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(condition);
    }

    long count(String sql, Object... parameters) {
        return database().sql(sql).params(parameters).query(Long.class).single();
    }

    /** Orders that the person be erased. */
    void erase(String subject) throws Exception {
        assertThat(post("/api/v1/subjects/" + subject + "/erasure", Map.of()).path("state").asText()).isEqualTo("ordered");
    }

    JsonNode erasure(String subject) throws Exception {
        return get("/api/v1/subjects/" + subject + "/erasure");
    }

    /** How a system stands to it. */
    JsonNode answer(String subject, String system) throws Exception {
        for (JsonNode answer : erasure(subject).path("systems")) {
            if (answer.path("system").asText().equals(system)) {
                return answer;
            }
        }
        throw new AssertionError("nothing is said of " + system);
    }

    /** Waits until the system stands to it so. */
    JsonNode answer(String subject, String system, String state) throws Exception {
        until(() -> answer(subject, system).path("state").asText().equals(state));
        return answer(subject, system);
    }

    void untilErased(String subject) {
        until(() -> erasure(subject).path("state").asText().equals("erased"));
    }

    /** The subject at this address, empty if there is none. */
    String search(String email) throws Exception {
        return post("/api/v1/subjects/search", Map.of("email", email)).path("subjectId").asText();
    }

    void tell(Map<String, String> change) throws Exception {
        assertThat(post("/api/v1/changes", change).path("changeId").asText()).isNotEmpty();
    }

    /** Somebody of another house hears of the change, and hands it back until it lies among the dead. What lies there. */
    String dead(Map<String, String> change) throws Exception {
        try (JMSContext jms = together.heed().getBean("brokerConnections", ConnectionFactory.class).createContext(JMSContext.SESSION_TRANSACTED);
             JMSConsumer listener = jms.createSharedDurableConsumer(jms.createTopic("heed.changed"), "listener");
             QueueBrowser dead = jms.createBrowser(jms.createQueue("heed.dead"))) {
            tell(change);
            until(() -> {
                listener.receive(100);
                jms.rollback();
                return dead.getEnumeration().hasMoreElements();
            });
            return ((TextMessage) dead.getEnumeration().nextElement()).getText();
        }
    }

    /** What a system sends. */
    void send(String system, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(system))).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    /** Where it sends it to. */
    String address(String system) {
        return together.url() + "/in/" + system;
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(HTTP.send(request(path).GET().build(), BodyHandlers.ofString()).body());
    }

    int status(String path) throws Exception {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString()).statusCode();
    }

    JsonNode post(String path, Map<String, String> body) throws Exception {
        return JSON.readTree(HTTP.send(request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(together.url() + path)).header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("engineer:heed".getBytes(StandardCharsets.UTF_8)));
    }
}
