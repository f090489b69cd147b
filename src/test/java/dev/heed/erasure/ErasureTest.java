package dev.heed.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Together;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person is erased: the systems have been told, nothing of them can be found, and their address stays refused. */
class ErasureTest {

    private static final String EMAIL = "erased.person.7391@example.com";
    private static final String PHONE = "+15550107391";
    private static final String WISH = "bitte nie wieder anrufen 7391";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path data = Path.of("target/test-heed/erasure-" + UUID.randomUUID());
    private Together together;

    @AfterEach
    void close() {
        together.close();
    }

    @Test
    void nothingOfThePersonIsLeftAndTheirAddressStaysRefused() throws Exception {
        together = start();
        Person person = new Person(EMAIL, PHONE, "Erased", "Person", "en", "", Set.of("salesforce", "twilio"));
        together.sandbox().enrol(List.of(person));
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> !search().isEmpty());
        String subject = search();
        tell(Map.of("source", "shop", "eventId", "w-1", "email", EMAIL, "key", "wish", "value", WISH, "actor", "subject", "evidence", "form"));
        tell(Map.of("source", "shop", "eventId", "p-1", "email", EMAIL, "phone", PHONE, "key", "sms/marketing", "value", "granted", "actor", "subject", "evidence", "form"));
        quiet();
        assertThat(found(EMAIL)).as("it was never there in the clear").isEmpty();

        assertThat(post("/api/v1/subjects/" + subject + "/erasure", Map.of()).path("state").asText()).isEqualTo("ordered");
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> get("/api/v1/subjects/" + subject + "/erasure").path("state").asText().equals("erased"));

        JsonNode certificate = get("/api/v1/subjects/" + subject + "/erasure").path("certificate");
        assertThat(certificate.at("/systems/twilio/confirmed").asInt()).isPositive();
        assertThat(together.sandbox().systems().get("twilio").holds(EMAIL).orElseThrow()).containsEntry("status", "opt-out");
        assertThat(together.sandbox().systems().get("salesforce").holds(EMAIL).orElseThrow()).containsEntry("HasOptedOutOfEmail", true);
        assertThat(status("/api/v1/subjects/" + subject + "/preferences")).isEqualTo(410);
        assertThat(post("/api/v1/ledger/verify", Map.of()).path("sound").asBoolean()).as("the chain still verifies").isTrue();

        tell(Map.of("source", "fair", "eventId", "f-1", "email", EMAIL, "key", "email/marketing", "value", "granted", "actor", "automation", "evidence", "import"));
        assertThat(search()).as("somebody new").isNotEqualTo(subject);
        assertThat(post("/api/v1/check", Map.of("contactPoint", EMAIL, "channel", "email", "purpose", "marketing")).path("decision").asText()).isEqualTo("deny");

        together.close();
        for (String personal : List.of(EMAIL, PHONE, PHONE.substring(1), WISH)) {
            assertThat(found(personal)).as("the broker's journal, the database, keys and logs").isEmpty();
        }
    }

    private Together start() {
        return Together.start(0, 0, 0, null, List.of(), Map.of("heed.data", data, "camel.main.name", "heed-erasure", "heed.erasure.period", 500, "heed.erasure.patience", "PT30S",
                "logging.file.name", data.resolve("heed.log")));
    }

    /** Files in which these words stand, as UTF-8 or as the UTF-16 of the broker's texts. */
    private List<Path> found(String words) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().contains("binaries")).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                    if (bytes.contains(new String(words.getBytes(charset), StandardCharsets.ISO_8859_1))) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    private void quiet() {
        await().atMost(Duration.ofMinutes(1)).until(() -> database().sql("select count(*) from delivery where state in ('queued', 'accepted')").query(Long.class).single() == 0
                && database().sql("select count(*) from inbound where state = 'new'").query(Long.class).single() == 0);
    }

    private JdbcClient database() {
        return together.heed().getBean(JdbcClient.class);
    }

    private String search() throws Exception {
        return post("/api/v1/subjects/search", Map.of("email", EMAIL)).path("subjectId").asText();
    }

    private void tell(Map<String, String> change) throws Exception {
        assertThat(post("/api/v1/changes", change).path("changeId").asText()).isNotEmpty();
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(HTTP.send(request(path).GET().build(), BodyHandlers.ofString()).body());
    }

    private int status(String path) throws Exception {
        return HTTP.send(request(path).GET().build(), BodyHandlers.ofString()).statusCode();
    }

    private JsonNode post(String path, Map<String, String> body) throws Exception {
        return JSON.readTree(HTTP.send(request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(together.url() + path)).header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("engineer:heed".getBytes(StandardCharsets.UTF_8)));
    }
}
