package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.ledger.InboundMessages;
import dev.heed.sandbox.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/changes} and the receipt of what was told. */
abstract class TellingCase extends ApiCase {

    @Test
    void recordsAndCarriesWhatIsTold() {
        String email = freshEmail();
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));

        Reply told = post("operator", "/api/v1/changes", stated("email", email, "phone", phone, "record", "customer-1", "collectionPoint", "Footer",
                "wording", "privacy-2024-05", "jurisdiction", "DE", "capturedAt", "2024-05-20T12:13:21+02:00"));

        assertThat(told.status()).isEqualTo(202);
        String path = "/api/v1/changes/" + told.text("/changeId");
        assertThat(told.headers()).containsEntry("location", path);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("viewer", path).at("/complete").asBoolean());
        Reply receipt = get("viewer", path);
        assertThat(receipt.text("/change/contactPoint")).isEqualTo("phone:" + phone);
        assertThat(receipt.text("/change/value")).isEqualTo("withdrawn");
        assertThat(receipt.text("/change/rule")).isEqualTo("holds");
        assertThat(receipt.text("/change/sentence")).isEqualTo("withdrawal from `form` by the subject in preference-page holds now");
        assertThat(Instant.parse(receipt.text("/change/recordedAt"))).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Stream.of("source", "record", "actor", "evidence", "collectionPoint", "wording", "jurisdiction", "capturedTo")
                .map(member -> receipt.text("/change/provenance/" + member)))
                .containsExactly("preference-page", "customer-1", "subject", "form", "Footer", "privacy-2024-05", "DE", "2024-05-20T10:13:21Z");
        assertThat(receipt.at("/deliveries")).hasSize(1);
        assertThat(receipt.text("/deliveries/0/system")).isEqualTo("twilio");
        assertThat(receipt.text("/deliveries/0/state")).isEqualTo("confirmed");
        assertThat(receipt.at("/deliveries/0/attempts").asInt()).isEqualTo(1);
        assertThat(receipt.text("/completedAt")).isEqualTo(receipt.text("/deliveries/0/confirmedAt"));
        assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-out");
    }

    @Test
    void isDecidedBeforeItIsAnswered() {
        String change = tell("phone", freshPhone());

        assertThat(get("viewer", "/api/v1/changes/" + change).at("/deliveries/0").isObject()).isTrue();
    }

    @Test
    void answersTheSameEventWithTheSameChangeAndRecordsItOnce() {
        Map<String, String> event = stated("phone", freshPhone());
        Reply first = post("operator", "/api/v1/changes", event);
        Reply again = post("operator", "/api/v1/changes", event);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/changeId")).isEqualTo(first.text("/changeId"));
        assertThat(recorded(event)).isEqualTo(1);
    }

    @Test
    void recordsAnEventOnceThoughToldByManyAtOnce() {
        Map<String, String> event = stated("phone", freshPhone());
        List<CompletableFuture<Reply>> told = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post("operator", "/api/v1/changes", event))).toList();

        assertThat(told.stream().map(CompletableFuture::join).map(reply -> reply.status() + reply.text("/changeId")).distinct()).hasSize(1)
                .allMatch(answer -> answer.startsWith("202"));
        assertThat(recorded(event)).isEqualTo(1);
    }

    @Test
    void refusesTheSameEventWithOtherContent() {
        Map<String, String> event = stated("phone", freshPhone());
        post("operator", "/api/v1/changes", event);
        event.put("value", "granted");
        Reply other = post("operator", "/api/v1/changes", event);

        assertProblem(other, 409, "eventId");
        assertThat(recorded(event)).isEqualTo(1);
    }

    @Test
    void keepsTheSameEventIdOfOtherSourcesApart() {
        Map<String, String> event = stated("phone", freshPhone());
        Reply one = post("operator", "/api/v1/changes", event);
        event.put("source", "call-centre");
        Reply other = post("operator", "/api/v1/changes", event);

        assertThat(other.status()).isEqualTo(202);
        assertThat(other.text("/changeId")).isNotEqualTo(one.text("/changeId"));
    }

    @Test
    void recordsWhatIsKnownAlreadyAgain() {
        String phone = freshPhone();
        String first = tell("phone", phone, "capturedAt", "2024-05-20T10:00:00Z");
        String second = tell("phone", phone, "capturedAt", "2024-05-21T10:00:00Z");

        assertThat(second).isNotEqualTo(first);
        assertThat(get("viewer", "/api/v1/changes/" + first).text("/change/rule")).isEqualTo("overtaken");
        assertThat(get("viewer", "/api/v1/changes/" + first).text("/change/ruleWhenRecorded")).isEqualTo("holds");
        assertThat(get("viewer", "/api/v1/changes/" + second).text("/change/rule")).isEqualTo("holds");
    }

    @Test
    void knowsTheSpeakerByTheRecordAlone() {
        String phone = freshPhone();
        String record = "customer-" + UUID.randomUUID();
        tell("phone", phone, "record", record);
        String change = tell("record", record, "value", "granted");

        Reply receipt = get("viewer", "/api/v1/changes/" + change);
        assertThat(receipt.text("/change/contactPoint")).isEqualTo("phone:" + phone);
        assertThat(receipt.text("/change/subjectId")).isEqualTo(subject(phone));
    }

    @Test
    void laysAnAddressWithoutRecordAtTheDoorOfTheOneWhoIsKnownThere() {
        String email = freshEmail();
        tell("email", email, "record", "customer-" + UUID.randomUUID(), "key", "email/marketing");
        tell("email", email, "key", "email/marketing/newsletter");

        Reply found = post("viewer", "/api/v1/subjects/search", Map.of("email", email));
        assertThat(found.at("/others")).isEmpty();
        assertThat(found.at("/identifiers")).hasSize(2);
    }

    @Test
    void setsAFutureTimeBackAndFlagsIt() {
        String change = tell("phone", freshPhone(), "capturedAt", "2999-01-01T00:00:00Z");

        Reply receipt = get("viewer", "/api/v1/changes/" + change);
        assertThat(receipt.at("/change/provenance/clamped").asBoolean()).isTrue();
        assertThat(receipt.text("/change/provenance/capturedTo")).isEqualTo(receipt.text("/change/provenance/receivedAt"));
    }

    @Test
    void keepsEveryScript() {
        String email = freshEmail();
        String wish = "कृपया शाम छह बजे के बाद ही\nلطفاً تماس نگیرید 😀";
        String change = tell("email", email, "key", "wish", "value", wish, "collectionPoint", "Einstellungen › Größe");

        Reply receipt = get("viewer", "/api/v1/changes/" + change);
        assertThat(receipt.text("/change/value")).isEqualTo(wish);
        assertThat(receipt.text("/change/provenance/collectionPoint")).isEqualTo("Einstellungen › Größe");
        long raw = jdbc.sql("select id from inbound where system = 'preference-page' and digest = ?")
                .param(receipt.text("/change/provenance/digest")).query(Long.class).single();
        assertThat(new String(together.heed().getBean(InboundMessages.class).message(raw).orElseThrow().body(), StandardCharsets.UTF_8)).contains("Größe", "😀");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
            "source, null", "source, Preference Page", "source, twilio", "eventId, null", "eventId, ' '", "key, null", "key, email/advertising", "key, a/b/c/d/e", "key, ''",
            "value, null", "value, maybe", "value, not_set", "value, GRANTED", "actor, null", "actor, nobody", "evidence, null", "evidence, rumour",
            "email, ada(at)example.com", "email, secret@localhost", "phone, 12", "phone, secret", "jurisdiction, Germany", "capturedAt, yesterday",
            "capturedAt, 2024-05-20T11:11:11", "capturedAt, 1969-12-31T23:59:59Z", "record, ''"})
    void refusesAMemberThatIsWrongByName(String member, String value) {
        Reply reply = post("operator", "/api/v1/changes", stated("phone", "+12015550199", member, value));

        assertProblem(reply, 400, member);
        if (value != null && value.length() > 4) {
            assertThat(reply.body().toString()).doesNotContain(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "eventId", "record", "value", "collectionPoint", "wording", "email"})
    void refusesNullBytesAndHalfSurrogatesAndWhatIsTooLong(String member) {
        for (String value : List.of("a\u0000b", "a\ud800b", "x".repeat(2001))) {
            byte[] body = json(stated("phone", "+12015550199", "key", "wish", member, value)).getBytes(StandardCharsets.UTF_8);

            assertProblem(post("operator", "/api/v1/changes", body, "application/json"), 400, member);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "{", "{} {}", "{\"source\": 1}", "{\"email\": [\"ada@example.com\"]}", "{\"ada@example.com\": \"x\"}", "{\"emial\": \"x\"}",
            "{\"value\": \"a\", \"value\": \"b\"}", "{\"value\": tru}"})
    void refusesABodyThatIsNoFlatObjectOfKnownTexts(String body) {
        Reply reply = post("operator", "/api/v1/changes", body.getBytes(StandardCharsets.UTF_8), "application/json");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).isEqualTo("application/problem+json");
        assertThat(reply.text("/detail")).isNotBlank().isNotEqualTo("The request could not be understood.").doesNotContain("ada@");
    }

    @Test
    void refusesWhatIsNotUtf8AndWhatIsNotJsonAndWhatIsTooLarge() {
        byte[] latin = json(stated("phone", "+12015550199", "wording", "Größe")).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(post("operator", "/api/v1/changes", latin, "application/json").status()).isEqualTo(400);
        assertThat(post("operator", "/api/v1/changes", new byte[] {'{', '}'}, "text/plain").status()).isEqualTo(415);
        assertThat(post("operator", "/api/v1/changes", new byte[2 << 20], "application/json").status()).isEqualTo(413);
    }

    @Test
    void refusesWhatCannotBeLaidAtOnePersonsDoor() {
        String phone = freshPhone();
        String email = freshEmail();
        tell("email", email, "phone", phone, "record", "a-" + UUID.randomUUID());
        tell("email", freshEmail(), "phone", phone, "record", "b-" + UUID.randomUUID());

        assertProblem(post("operator", "/api/v1/changes", stated("phone", phone, "value", "granted")), 422, "record");
        assertProblem(post("operator", "/api/v1/changes", stated("record", "nobody-knows")), 422, "record");
        assertProblem(post("operator", "/api/v1/changes", stated("email", email, "value", "granted")), 422, "phone");
        assertThat(post("operator", "/api/v1/changes", stated()).status()).isEqualTo(400);
        assertThat(post("operator", "/api/v1/changes", stated("record", "c-" + UUID.randomUUID(), "phone", phone, "value", "granted")).status()).isEqualTo(422);
    }

    @Test
    void takesNothingOfWhatItRefuses() {
        Map<String, String> event = stated("record", "nobody-knows");
        assertThat(post("operator", "/api/v1/changes", event).status()).isEqualTo(422);
        event.put("phone", freshPhone());

        assertThat(post("operator", "/api/v1/changes", event).status()).isEqualTo(202);
    }

    @Test
    void listsASystemOnceWithTheLeastFinishedWhereSeveralShareANumber() {
        String phone = freshPhone();
        String one = freshEmail();
        String other = freshEmail();
        tell("email", one, "phone", phone, "record", "a-" + UUID.randomUUID(), "key", "wish", "value", "one");
        tell("email", other, "phone", phone, "record", "b-" + UUID.randomUUID(), "key", "wish", "value", "other");
        String change = tell("phone", phone);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("viewer", "/api/v1/changes/" + change).at("/complete").asBoolean());
        assertThat(jdbc.sql("select count(*) from delivery where change_id = ?::uuid").param(change).query(Integer.class).single()).isEqualTo(2);

        jdbc.sql("update delivery set state = 'accepted' where change_id = ?::uuid and subject_id = ?::uuid").params(change, subject(other)).update();
        Reply receipt = get("viewer", "/api/v1/changes/" + change);

        assertThat(receipt.at("/deliveries")).hasSize(1);
        assertThat(receipt.text("/deliveries/0/state")).isEqualTo("accepted");
        assertThat(receipt.at("/complete").asBoolean()).isFalse();
        assertThat(receipt.at("/completedAt").isNull()).isTrue();
    }

    @Test
    void isForOperators() {
        assertThat(post("viewer", "/api/v1/changes", stated("phone", freshPhone())).status()).isEqualTo(403);
    }

    @Test
    void doesNotFindAChangeThatIsNone() {
        assertThat(get("viewer", "/api/v1/changes/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/changes/none").status()).isEqualTo(400);
    }

    private long recorded(Map<String, String> event) {
        return get("viewer", "/api/v1/subjects/" + subject(event.get("phone")) + "/history").at("/changes").findValuesAsText("event").stream()
                .filter(event.get("eventId")::equals).count();
    }

    private static void assertProblem(Reply reply, int status, String member) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.type()).isEqualTo("application/problem+json");
        assertThat(reply.text("/member")).isEqualTo(member);
        assertThat(reply.text("/detail")).startsWith(member + ": ").hasSizeGreaterThan(member.length() + 5);
    }

    /** Jackson would not write half a surrogate pair. */
    private static String json(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() > 1 ? "," : "").append('"').append(name).append("\":\"")
                .append(value.replace("\u0000", "\\u0000").replace("\ud800", "\\ud800")).append('"'));
        return json.append('}').toString();
    }
}
