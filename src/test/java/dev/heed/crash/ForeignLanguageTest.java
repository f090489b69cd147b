package dev.heed.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Heed on a machine whose own language has other letters and digits than its code. */
class ForeignLanguageTest {

    private static final Person PERSON = new Person("isil4001@example.com", "+15550104001", "Işıl", "Yıldız", "tr", "", Set.of("salesforce", "dynamics365", "twilio", "eloqua", "responsys"));

    @ParameterizedTest
    @CsvSource({"tr, TR", "fa, IR"})
    void itStartsLetsItsUsersInAndCarriesAChange(String language, String country) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Sandbox sandbox = Sandbox.start(0, 0, URI.create("http://localhost:" + port))) {
            ForkedHeed heed = new ForkedHeed(port, Path.of("target/test-heed/language-" + UUID.randomUUID()), sandbox, Map.of(),
                    List.of("-Duser.language=" + language, "-Duser.country=" + country));
            try {
                heed.start("");
                assertThat(status(port, "/api/v1/systems")).isEqualTo(200);
                sandbox.enrol(List.of(PERSON));
                await().atMost(Duration.ofMinutes(1)).until(() -> heed.database().sql("select count(distinct system) from record where present").query(Long.class).single() >= 4);
                sandbox.systems().get("twilio").act(PERSON.email(), "sms", "STOP");
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    assertThat(sandbox.systems().get("salesforce").holds(PERSON.email()).orElseThrow()).containsEntry("HasOptedOutOfSms__c", true);
                    assertThat(sandbox.systems().get("eloqua").holds(PERSON.email()).orElseThrow()).containsEntry("C_SMS_Consent1", "Opted Out");
                    assertThat(heed.database().sql("select count(*) from delivery where key = 'sms/marketing' and state in ('queued', 'accepted')").query(Long.class).single()).isZero();
                });
            } finally {
                heed.stop();
            }
        }
    }

    private static int status(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("engineer:heed".getBytes(StandardCharsets.UTF_8))).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
