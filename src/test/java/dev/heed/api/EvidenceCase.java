package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;

/** Proofs, checkpoints and the verification. */
abstract class EvidenceCase extends ApiCase {

    @Test
    void provesAChangeToWhoeverHasThePublicKey() throws Exception {
        String change = tell("phone", freshPhone());
        Reply proof = covered(change);

        assertThat(proof.text("/headers/0/entry")).isEqualTo(change);
        assertThat(proof.text("/headers/0/value")).isEqualTo("withdrawn");
        assertThat(proof.body().toString()).doesNotContain("+1");
        assertThat(checked(proof.body())).startsWith("HOLDS. Entry " + change);
    }

    @Test
    void provesThatCheckpointsContinueOneAnother() throws Exception {
        covered(tell("phone", freshPhone()));
        long older = get("viewer", "/api/v1/checkpoints?limit=1").at("/checkpoints/0/checkpoint/number").asLong();
        covered(tell("phone", freshPhone()));
        Reply page = get("viewer", "/api/v1/checkpoints?limit=1");
        long newer = page.at("/checkpoints/0/checkpoint/number").asLong();

        assertThat(newer).isGreaterThan(older);
        assertThat(page.at("/next").asLong()).isEqualTo(newer);
        assertThat(get("viewer", "/api/v1/checkpoints?limit=1&before=" + newer).at("/checkpoints/0/checkpoint/number").asLong()).isEqualTo(newer - 1);
        assertThat(get("viewer", "/api/v1/checkpoints/" + newer).body()).isEqualTo(page.at("/checkpoints/0"));
        assertThat(checked(get("viewer", "/api/v1/checkpoints/" + older + "/consistency/" + newer).body())).startsWith("HOLDS. Everything under checkpoint " + older);
        assertThat(get("viewer", "/api/v1/checkpoints/" + newer + "/consistency/" + older).text("/member")).isEqualTo("older");
    }

    @Test
    void sendsEveryCheckpointToTheQueueThatIsNamed() throws Exception {
        covered(tell("phone", freshPhone()));
        JmsTemplate jms = new JmsTemplate(together.heed().getBean(ActiveMQConnectionFactory.class));
        jms.setReceiveTimeout(30_000);
        String first = ((TextMessage) jms.receive("heed.checkpoints")).getText();
        covered(tell("phone", freshPhone()));
        String second = ((TextMessage) jms.receive("heed.checkpoints")).getText();

        assertThat(number(second)).isEqualTo(number(first) + 1);
        Path exported = folder.resolve("data/evidence/checkpoints.jsonl");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Files.readAllLines(exported)).containsSubsequence(first, second));
    }

    private static long number(String line) throws IOException {
        return new ObjectMapper().readTree(line).at("/checkpoint/number").asLong();
    }

    @Test
    void verifiesForOperatorsOnlyAndNotesItAsFigures() {
        covered(tell("phone", freshPhone()));

        assertThat(post("viewer", "/api/v1/ledger/verify", Map.of()).status()).isEqualTo(403);
        Reply report = post("operator", "/api/v1/ledger/verify", Map.of());
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.at("/found")).isEmpty();
        assertThat(report.at("/sound").asBoolean()).isTrue();
        assertThat(report.at("/entries").asLong()).isPositive().isEqualTo(jdbc.sql("select count(*) from ledger").query(Long.class).single());
        assertThat(report.at("/exported").asLong()).isPositive();
        assertThat(gauge("heed_evidence_faults")).isZero();
        assertThat(gauge("heed_evidence_verified_age_seconds")).isBetween(0.0, 60.0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(gauge("heed_evidence_uncovered_seconds")).isZero());
    }

    @Test
    void provesAMergeASplitAndTheCertificateOfAnErasure() throws Exception {
        String phone = freshPhone();
        tell("phone", phone);
        String person = subject(phone);
        String email = freshEmail();
        tell("email", email, "key", "wish", "value", "by letter");
        String other = subject(email);
        merge(person, other);
        split(other);
        for (String kind : List.of("merge", "split")) {
            String entry = get("viewer", "/api/v1/subjects/" + person + "/export/history").body().asText().lines().filter(line -> line.startsWith(kind + ",")).findFirst().orElseThrow().split(",")[1];
            assertThat(provedEntry(entry).text("/headers/0/kind")).isEqualTo(kind);
            assertThat(checked(provedEntry(entry).body())).startsWith("HOLDS. Entry " + entry);
        }

        assertThat(post("engineer", "/api/v1/subjects/" + person + "/erasure", Map.of()).at("/entryIds")).isEmpty();
        String erasure = "/api/v1/subjects/" + person + "/erasure";
        await().atMost(Duration.ofSeconds(30)).until(() -> get("engineer", erasure).text("/state").equals("erased"));
        String certificate = get("engineer", erasure).text("/entryIds/0");
        assertThat(provedEntry(certificate).text("/headers/0/kind")).isEqualTo("erasure");
        assertThat(checked(provedEntry(certificate).body())).startsWith("HOLDS. Entry " + certificate);
    }

    private Reply provedEntry(String entry) {
        return proved("/api/v1/entries/" + entry + "/proof");
    }

    @Test
    void namesTheFirstBadEntryOfALedgerThatSomebodyTamperedWith() {
        String change = tell("phone", freshPhone());
        covered(change);
        covered(tell("phone", freshPhone()));
        JdbcClient owner = JdbcClient.create(together.heed().getBean("migrationDataSource", DataSource.class));
        tamper(owner, "ignored", change);
        try {
            Reply report = post("operator", "/api/v1/ledger/verify", Map.of());
            assertThat(report.at("/sound").asBoolean()).isFalse();
            assertThat(report.at("/faults").asInt()).isEqualTo(1);
            assertThat(report.text("/first/entry")).isEqualTo(change);
            assertThat(report.text("/first/sentence")).startsWith("Entry " + change).contains("altered");
            assertThat(gauge("heed_evidence_faults")).isEqualTo(1);
        } finally {
            tamper(owner, "holds", change);
        }
        assertThat(post("operator", "/api/v1/ledger/verify", Map.of()).at("/sound").asBoolean()).isTrue();
    }

    private static void tamper(JdbcClient owner, String rule, String change) {
        owner.sql("alter table ledger disable trigger user").update();
        owner.sql("update ledger set rule = ? where entry_id = ?::uuid").params(rule, change).update();
        owner.sql("alter table ledger enable trigger user").update();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(get("viewer", "/api/v1/entries/" + UUID.randomUUID() + "/proof").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/changes/" + UUID.randomUUID() + "/proof").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/checkpoints/999999999").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/checkpoints/1/consistency/999999999").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/checkpoints/last").status()).isEqualTo(400);
        assertThat(get("viewer", "/api/v1/checkpoints?limit=0").text("/member")).isEqualTo("limit");
    }

    /** A checkpoint is taken in a moment; until then the answer says so. */
    private Reply covered(String change) {
        return proved("/api/v1/changes/" + change + "/proof");
    }

    private Reply proved(String path) {
        await().atMost(Duration.ofSeconds(30)).until(() -> get("viewer", path).status(), status -> {
            assertThat(status).isIn(200, 409);
            return status == 200;
        });
        return get("viewer", path);
    }

    private static String checked(JsonNode proof) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("proof.json"), proof.toString());
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "docs/verify/HeedVerifier.java", file.toString())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private double gauge(String name) {
        return get("viewer", "/actuator/prometheus").body().asText().lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).findFirst().orElse(Double.NaN);
    }
}
