package dev.heed.sandbox.responsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.responsys.RestClient.Answer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponsysAsyncTest {

    private static final String BY_EMAIL = "\"matchColumnName1\":\"EMAIL_ADDRESS_\"";
    private static final String STATUS = "[\"EMAIL_ADDRESS_\",\"EMAIL_PERMISSION_STATUS_\"]";

    private Sandbox sandbox;
    private ResponsysSimulator responsys;
    private RestClient client;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        responsys = sandbox.system(ResponsysSimulator.class);
        People.all().forEach(responsys::enrol);
        client = new RestClient(sandbox.url());
        client.login(ResponsysSimulator.USER, ResponsysSimulator.PASSWORD);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void mergesLaterWhenAskedToAndTellsTheRowsThen() throws Exception {
        Answer accepted = client.post("/rest/asyncApi/v1.3/lists/CONTACTS_LIST/members",
                RestClient.mergeBody(STATUS, "[[\"ada@example.com\",\"O\"],[\"nobody@example.com\",\"O\"]]", BY_EMAIL));
        String path = "/rest/asyncApi/v1.3/requests/" + accepted.body().path("requestId").asText();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.body().path("status").asText()).isEqualTo("REQUEST_ACCEPTED");
        JsonNode done = await().atMost(Duration.ofSeconds(10)).until(() -> client.get(path).body(), body -> body.path("status").asText().equals("SUCCESS"));
        assertThat(done.path("response").path("recordData").path("records").path(1).path(0).asText()).startsWith("MERGEFAILED: Record 1");
        assertThat(responsys.holds("ada@example.com").orElseThrow()).containsEntry("EMAIL_PERMISSION_STATUS_", "O");
    }

    @Test
    void tellsOfAnAcceptedMergeThatCouldNotBeDoneOnlyWhenAsked() throws Exception {
        Answer accepted = client.post("/rest/asyncApi/v1.3/lists/CONTACTS_LIST/members", RestClient.mergeBody("[\"NOPE\"]", "[[\"x\"]]", BY_EMAIL));
        String path = "/rest/asyncApi/v1.3/requests/" + accepted.body().path("requestId").asText();

        assertThat(accepted.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                assertThat(client.get(path).body().path("response").path("errorCode").asText()).isEqualTo("INVALID_FIELD_NAME"));
        assertThat(client.get("/rest/asyncApi/v1.3/requests/unknown").body().path("status").asText()).isEqualTo("UNKNOWN");
    }
}
