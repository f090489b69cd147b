package dev.heed.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Heed is killed while a record is being deleted and its person's key is gone; started again, it deletes the record all the same. */
class ErasureCrashTest {

    private static final Person PERSON = new Person("erased3001@example.com", "+15550103001", "Erased", "Number 3001", "en", "", Set.of("dynamics365"));

    private Sandbox sandbox;
    private ForkedHeed heed;
    private int port;

    @AfterEach
    void close() {
        heed.stop();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamics365-erase-delete", "dynamics365-erase-settle"})   // taken on and not called; called, the answer not written down
    void aDeletionOutlivesTheKeyAndTheProcess(String step) throws Exception {
        open();
        heed.start(step);
        sandbox.enrol(List.of(PERSON));
        until("select count(*) = 1 from record where present");
        until("select count(*) = 0 from inbound where state = 'new'");
        UUID subject = heed.database().sql("select subject_id from record").query(UUID.class).single();
        sandbox.systems().get("dynamics365").faults().answer(100_000, 503, -1);
        order(subject);
        heed.database().sql("update erasure set due_at = clock_timestamp()").update();
        until("select count(*) = 1 from erasure where erased_at is not null");
        until("select count(*) = 0 from subject_key");

        heed.arm();
        sandbox.systems().get("dynamics365").faults().clear();
        heed.untilDead();
        heed.start("");

        until("select count(*) = 1 from deletion where state = 'erased' and sealed is null");
        until("select count(*) = 1 from erasure where completed_at is not null");
        assertThat(sandbox.systems().get("dynamics365").holds(PERSON.email())).isEmpty();
        assertThat(heed.database().sql("select count(*) from subject").query(Long.class).single()).as("nobody is known again").isEqualTo(1);
    }

    private void open() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:" + port));
        heed = new ForkedHeed(port, Path.of("target/test-heed/erasure-crash-" + UUID.randomUUID()), sandbox,
                Map.of("HEED_DYNAMICS365_ERASURE", "delete", "heed.erasure.period", "500"));
    }

    private void order(UUID subject) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/subjects/" + subject + "/erasure"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("engineer:heed".getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    }

    private void until(String sql) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).ignoreExceptions()
                .until(() -> heed.database().sql(sql).query(Boolean.class).single());
    }
}
