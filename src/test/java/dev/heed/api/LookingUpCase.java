package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Key;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.ledger.Dossiers;
import dev.heed.sandbox.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/v1/subjects}: people, what holds for them, and all they said. */
abstract class LookingUpCase extends ApiCase {

    @Test
    void findsAPersonByAddressNumberAndRecord() {
        String email = freshEmail();
        String phone = freshPhone();
        String record = "customer-" + UUID.randomUUID();
        tell("email", email, "phone", phone, "record", record);
        String subject = subject(email);

        for (String query : List.of("?email=" + email.toUpperCase(Locale.ROOT), "?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8), "?phone=" + phone,
                "?system=preference-page&id=" + record)) {
            Reply found = get("viewer", "/api/v1/subjects" + query);
            assertThat(found.status()).as(query).isEqualTo(200);
            assertThat(found.text("/subjectId")).as(query).isEqualTo(subject);
        }
        Reply found = post("viewer", "/api/v1/subjects/search", Map.of("system", "preference-page", "id", record));
        assertThat(texts(found.at("/contactPoints"))).containsExactlyInAnyOrder("email:" + email, "phone:" + phone);
        assertThat(found.text("/identifiers/0/system")).isEqualTo("preference-page");
        assertThat(found.text("/identifiers/0/id")).isEqualTo(record);
        assertThat(found.at("/identifiers/0/present").asBoolean()).isTrue();
        assertThat(found.at("/others")).isEmpty();
    }

    @Test
    void namesAllWhoShareANumberTheOneKnownLongestFirst() {
        String phone = freshPhone();
        String one = freshEmail();
        String other = freshEmail();
        tell("email", one, "phone", phone, "record", "a-" + UUID.randomUUID());
        tell("email", other, "phone", phone, "record", "b-" + UUID.randomUUID());

        Reply found = post("viewer", "/api/v1/subjects/search", Map.of("phone", phone));
        assertThat(found.text("/subjectId")).isEqualTo(subject(one));
        assertThat(found.at("/others")).hasSize(1);
        assertThat(found.text("/others/0/subjectId")).isEqualTo(subject(other));
        assertThat(texts(found.at("/others/0/contactPoints"))).contains("email:" + other);
    }

    @Test
    void doesNotFindWhomNobodyKnows() {
        assertThat(post("viewer", "/api/v1/subjects/search", Map.of("email", "nobody@example.com")).status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/subjects/" + UUID.randomUUID() + "/preferences").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/subjects/" + UUID.randomUUID() + "/history").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?email=a@example.com&phone=%2B12015550101", "?system=twilio", "?id=1", "?email=secretive", "?phone=secretive",
            "?system=twilio&id=%00", "?email=%00"})
    void refusesAQuestionThatIsNone(String query) {
        Reply reply = get("viewer", "/api/v1/subjects" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/detail")).isNotBlank().doesNotContain("secretive", "a@example.com");
    }

    @Test
    void showsWhatHoldsForEveryContactPointAndWhoSaidSo() {
        String email = freshEmail();
        String record = "customer-" + UUID.randomUUID();
        String granted = tell("email", email, "record", record, "key", "email/marketing", "value", "granted", "capturedAt", "2024-05-20T10:00:00Z");
        String refused = tell("email", email, "record", record, "key", "email/marketing/offers", "capturedAt", "2024-05-21T10:00:00Z");
        String wish = tell("email", email, "record", record, "key", "wish", "value", "لطفاً تماس نگیرید", "evidence", "agent", "actor", "agent");

        Reply state = get("viewer", "/api/v1/subjects/" + subject(email) + "/preferences");

        assertThat(state.at("/preferences")).hasSize(3);
        JsonNode first = preference(state, "email/marketing");
        assertThat(first.path("contactPoint").asText()).isEqualTo("email:" + email);
        assertThat(first.path("value").asText()).isEqualTo("granted");
        assertThat(first.path("changeId").asText()).isEqualTo(granted);
        assertThat(first.path("since").asText()).isEqualTo("2024-05-20T10:00:00Z");
        assertThat(first.path("source").asText()).isEqualTo("preference-page");
        assertThat(first.path("evidence").asText()).isEqualTo("form");
        assertThat(preference(state, "email/marketing/offers").path("changeId").asText()).isEqualTo(refused);
        assertThat(preference(state, "wish").path("changeId").asText()).isEqualTo(wish);
        assertThat(preference(state, "wish").path("contactPoint").isNull()).isTrue();
        assertThat(preference(state, "wish").path("value").asText()).isEqualTo("لطفاً تماس نگیرید");
    }

    @Test
    void showsWhatASystemHolds() {
        String email = freshEmail();
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        String change = tell("email", email, "phone", phone);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + change).at("/complete").asBoolean());

        Reply held = get("viewer", "/api/v1/subjects/" + subject(email) + "/preferences?system=twilio");
        assertThat(held.text("/system")).isEqualTo("twilio");
        assertThat(held.text("/records/0/id")).isEqualTo(phone);
        JsonNode field = held.at("/records/0/fields/0");
        assertThat(field.path("key").asText()).isEqualTo("sms/marketing");
        assertThat(field.path("token").asText()).isEqualTo("opt-out");
        assertThat(field.path("meaning").asText()).isEqualTo("withdrawn");
        assertThat(field.path("seenAt").asText()).isNotBlank();
        assertThat(get("viewer", "/api/v1/subjects/" + subject(email) + "/preferences?system=nothing").status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/subjects/" + subject(email) + "/preferences?system=preference-page").text("/records/0/fields/0/meaning"))
                .isEqualTo("withdrawn");
    }

    @Test
    void marksWhatIsWrittenAndNotYetShownAsOpen() {
        String phone = freshPhone();
        String record = "customer-" + UUID.randomUUID();
        tell("phone", phone, "record", record);
        Dossiers dossiers = together.heed().getBean(Dossiers.class);
        Dossier dossier = dossiers.load(UUID.fromString(subject(phone)));
        RecordView shown = dossier.recordsIn("preference-page").findFirst().orElseThrow();
        dossiers.keep(dossier, dossier.with(shown.sending(Map.of(Key.of("sms/marketing"), "granted"), Instant.now())), Instant.now());

        Reply held = get("viewer", "/api/v1/subjects/" + subject(phone) + "/preferences?system=preference-page");
        assertThat(held.text("/records/0/fields/0/state")).isEqualTo("open");
        assertThat(held.text("/records/0/fields/0/sent")).isEqualTo("granted");
    }

    @Test
    void tellsAllThatWasSaidNewestFirstPageByPage() {
        String phone = freshPhone();
        String first = tell("phone", phone, "capturedAt", "2024-05-20T10:00:00Z");
        String second = tell("phone", phone, "value", "granted", "capturedAt", "2024-05-19T10:00:00Z");
        String third = tell("phone", phone, "value", "granted", "evidence", "import", "actor", "automation", "capturedAt", "2024-05-22T10:00:00Z");
        String path = "/api/v1/subjects/" + subject(phone) + "/history";

        Reply page = get("viewer", path + "?limit=2");
        assertThat(page.body().at("/changes").findValuesAsText("changeId")).containsExactly(third, second);
        Reply rest = get("viewer", path + "?limit=2&before=" + page.text("/next"));
        assertThat(rest.body().at("/changes").findValuesAsText("changeId")).containsExactly(first);
        assertThat(rest.at("/next").isNull()).isTrue();
        Reply all = get("viewer", path);
        assertThat(all.body().at("/changes").findValuesAsText("rule")).containsExactly("evidence-too-weak", "older-than-refusal", "holds");
        assertThat(all.text("/changes/0/sentence")).isEqualTo("grant from `import` by a program in preference-page cannot lift a withdrawal from `form` by the subject in preference-page");
        assertThat(all.text("/changes/0/provenance/evidence")).isEqualTo("import");
        for (String limit : List.of("0", "501", "many")) {
            assertThat(get("viewer", path + "?limit=" + limit).status()).isEqualTo(400);
        }
    }

    @Test
    void letsNoQueryStringIntoTheAccessLog() throws Exception {
        String email = freshEmail();
        get("viewer", "/api/v1/subjects?email=" + email);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Files.readString(HeedWithTwilio.log(folder))).contains("GET /api/v1/subjects HTTP"));
        assertThat(Files.readString(HeedWithTwilio.log(folder))).doesNotContain(email, "?email", "%40");
    }

    private static JsonNode preference(Reply state, String key) {
        return StreamSupport.stream(state.at("/preferences").spliterator(), false).filter(one -> one.path("key").asText().equals(key)).findFirst().orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
