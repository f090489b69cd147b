package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What other files would make different, asked of a Heed that runs. */
abstract class DryRunCase extends ApiCase {

    private static final String PATH = "/api/v1/dry-run";

    @Test
    void tellsWhatAnotherPolicyWouldMakeDifferent() throws IOException {
        String since = Instant.now().toString();
        String phone = freshPhone();
        tell("phone", phone, "value", "withdrawn", "capturedAt", "2024-05-20T10:00:00Z");
        tell("phone", phone, "value", "granted", "capturedAt", "2024-05-21T10:00:00Z");
        await().until(() -> jdbc.sql("select count(*) from delivery where state in ('queued', 'accepted')").query(Integer.class).single() == 0);

        Reply reply = post("engineer", PATH, Map.of("since", since, "files", Map.of("config/policy.yaml", policy().replace("subject: form", "subject: double_opt_in"))));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.at("/report/states/rules/evidence-too-weak").asInt()).isEqualTo(1);
        assertThat(reply.at("/report/values/systems/twilio/evidence-too-weak").asInt()).isEqualTo(1);
        JsonNode state = StreamSupport.stream(reply.at("/differences").spliterator(), false).filter(difference -> difference.path("kind").asText().equals("state")).findFirst().orElseThrow();
        assertThat(state.path("subject").asText()).isEqualTo(subject(phone));
        assertThat(state.at("/now/value").asText()).isEqualTo("granted");
        assertThat(state.at("/then/value").asText()).isEqualTo("withdrawn");
        assertThat(reply.body().toString()).doesNotContain(phone.substring(1));
        assertThat(get("viewer", "/api/v1/subjects/" + subject(phone) + "/preferences").at("/preferences/0/value").asText()).as("without effect").isEqualTo("granted");
    }

    @Test
    void findsNothingWhereNoFileIsAnother() {
        Reply reply = post("engineer", PATH, Map.of("since", "2024-05-20T10:00:00Z", "files", Map.of()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/differences")).isEmpty();
        assertThat(reply.at("/report/looked/subjects").asInt()).isPositive();
    }

    @Test
    void namesTheFileAndTheLineThatIsWrong() throws IOException {
        Reply reply = post("engineer", PATH, Map.of("since", "2024-05-20T10:00:00Z", "files", Map.of("config/policy.yaml", policy().replace("PT2S", "soon"))));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/member")).isEqualTo("files");
        assertThat(reply.text("/detail")).startsWith("files: config/policy.yaml:3: ");
    }

    @Test
    void takesNoOtherFilesAndNoOtherTimes() {
        for (String name : new String[] {"config/application.yaml", "../policy.yaml", "config/systems/../policy.yaml", "routes/hub/intake.camel.yaml"}) {
            Reply reply = post("engineer", PATH, Map.of("since", "2024-05-20T10:00:00Z", "files", Map.of(name, "homeRegion: DE")));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("/member")).isEqualTo("files");
        }
        assertThat(post("engineer", PATH, Map.of("since", "lately")).text("/member")).isEqualTo("since");
        assertThat(post("engineer", PATH, Map.of("files", Map.of())).text("/member")).isEqualTo("since");
        assertThat(post("engineer", PATH + "?limit=0", Map.of("since", "2024-05-20T10:00:00Z")).text("/member")).isEqualTo("limit");
    }

    @Test
    void isForEngineers() {
        assertThat(post("operator", PATH, Map.of("since", "2024-05-20T10:00:00Z")).status()).isEqualTo(403);
    }

    private static String policy() throws IOException {
        return Files.readString(Path.of("config/policy.yaml"));
    }
}
