package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Two subjects that are one person, and one that is two after all. */
abstract class MergingCase extends ApiCase {

    @Test
    void oneWhoSharesANumberOrAnAddressIsNotMerged() {
        String phone = freshPhone();
        String family = freshEmail();
        tell("record", "a-" + UUID.randomUUID(), "email", freshEmail(), "phone", phone, "key", "wish", "value", "one");
        tell("record", "b-" + UUID.randomUUID(), "email", freshEmail(), "phone", phone, "key", "wish", "value", "other");
        tell("record", "c-" + UUID.randomUUID(), "email", family, "key", "wish", "value", "one");
        tell("record", "d-" + UUID.randomUUID(), "email", family, "key", "wish", "value", "other");

        assertThat(post("viewer", "/api/v1/subjects/search", Map.of("phone", phone)).at("/others")).hasSize(1);
        assertThat(post("viewer", "/api/v1/subjects/search", Map.of("email", family)).at("/others")).hasSize(1);
    }

    @Test
    void mergedTheyAreOnePersonAndSplitTheyAreTwoAgainWithWhatEachHadSaid() {
        String first = freshEmail();
        String second = freshEmail();
        tell("email", first, "key", "email/marketing", "value", "withdrawn", "capturedAt", "2024-05-21T10:00:00Z");
        tell("email", second, "key", "email/marketing", "value", "granted", "capturedAt", "2024-05-20T10:00:00Z");
        String older = subject(first);
        String younger = subject(second);
        JsonNode apart = preferences(younger, "");
        assertThat(value(apart, second)).isEqualTo("granted");

        Reply merged = post("engineer", "/api/v1/subjects/" + younger + "/merge", Map.of("other", older, "because", "one login, two addresses"));
        assertThat(merged.status()).as(merged.body().toString()).isEqualTo(200);
        assertThat(merged.text("/persons/0")).isEqualTo(older);
        assertThat(subject(second)).isEqualTo(older);
        JsonNode one = preferences(younger, "");
        assertThat(one.path("subjectId").asText()).isEqualTo(older);
        assertThat(value(one, second)).as("the refusal follows the person").isEqualTo("withdrawn");
        assertThat(get("viewer", "/api/v1/subjects/" + older + "/history").at("/changes")).hasSize(2);
        assertThat(post("engineer", "/api/v1/subjects/" + younger + "/merge", Map.of("other", older, "because", "again")).status()).isEqualTo(409);

        Reply split = post("engineer", "/api/v1/subjects/" + younger + "/split", Map.of("because", "two people after all"));
        assertThat(split.status()).as(split.body().toString()).isEqualTo(200);
        assertThat(subject(second)).isEqualTo(younger);
        assertThat(value(preferences(younger, ""), second)).isEqualTo("granted");
        assertThat(value(preferences(older, ""), first)).isEqualTo("withdrawn");
        assertThat(post("engineer", "/api/v1/subjects/" + younger + "/split", Map.of("because", "again")).status()).isEqualTo(409);

        String at = "?asOf=" + one.path("asOf").asText() + "&knownAt=" + one.path("knownAt").asText();
        assertThat(preferences(younger, at)).as("the past is as it was").isEqualTo(one);
        assertThat(preferences(younger, "?asOf=" + apart.path("asOf").asText() + "&knownAt=" + apart.path("knownAt").asText())).isEqualTo(apart);
    }

    @Test
    void whatIsSaidFromTheNumberOfOneIsTheirsAfterwardsThoughItWasFirstSeenWhileTheyWereOne() {
        String older = numbered(freshPhone());
        String email = freshEmail();
        String phone = enrolled(email);
        String younger = numbered(phone);
        merge(younger, older);
        twilio().act(email, "sms", "STOP");
        await().atMost(Duration.ofSeconds(20)).until(() -> said(older).contains("withdrawn"));

        split(younger);
        assertThat(said(younger)).as("who stopped").contains("withdrawn");
        assertThat(said(older)).as("who did not").doesNotContain("withdrawn");
    }

    @Test
    void whatIsSaidFromANumberThatWasWrittenToBecauseTheyWereOneIsSaidByWhoeverHasIt() {
        String phone = freshPhone();
        String older = numbered(phone);
        String email = freshEmail();
        String younger = numbered(enrolled(email));
        merge(younger, older);
        String refusal = tell("phone", phone);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + refusal).at("/complete").asBoolean());
        assertThat(twilio().holds(email).orElseThrow().toString()).as("the refusal follows the person").contains("opt-out");

        split(younger);
        twilio().act(email, "sms", "START");
        await().atMost(Duration.ofSeconds(20)).until(() -> said(younger).contains("granted") || said(older).contains("granted"));
        assertThat(said(younger)).as("who started again").contains("granted");
        assertThat(said(older)).as("who did not").doesNotContain("granted");
    }

    @Test
    void aNumberThatBothHadBeenWrittenToIsOneRecordOfTheOneTheyAre() {
        String email = freshEmail();
        String other = freshEmail();
        String shared = enrolled(email);
        tell("record", "a-" + UUID.randomUUID(), "email", email, "phone", shared, "key", "wish", "value", "one");
        tell("record", "b-" + UUID.randomUUID(), "email", other, "phone", shared, "key", "wish", "value", "other");
        String refusal = tell("record", "a-" + UUID.randomUUID(), "email", email, "phone", shared);
        String older = subject(email);
        String younger = subject(other);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + refusal).at("/complete").asBoolean()
                && inTwilio(older) == 1 && inTwilio(younger) == 1);
        merge(younger, older);

        assertThat(inTwilio(older) + inTwilio(younger)).as("each was written to there").isEqualTo(2);
        assertThat(preferences(older, "?system=twilio").path("records")).hasSize(1);
    }

    @Test
    void areNotSplitWhileNobodyKnowsWhatACallThatIsForBothDid() {
        String phone = freshPhone();
        String older = numbered(phone);
        String younger = numbered(enrolled(freshEmail()));
        merge(younger, older);
        twilio().faults().answer(1000, 503, 0);
        String refusal = tell("phone", phone);
        await().atMost(Duration.ofSeconds(20)).until(() -> twilio().faults().calls().stream().anyMatch(call -> call.status() == 503));

        Reply early = post("engineer", "/api/v1/subjects/" + younger + "/split", Map.of("because", "two people after all"));
        twilio().faults().clear();
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("/detail")).contains("not answered yet").contains("twilio");

        await().atMost(Duration.ofSeconds(60)).until(() -> get("viewer", "/api/v1/changes/" + refusal).at("/complete").asBoolean());
        split(younger);
        assertThat(said(older)).contains("withdrawn");
        assertThat(said(younger)).doesNotContain("withdrawn");
    }

    @Test
    void isForEngineersAndAboutSubjectsThatAreThere() {
        String phone = freshPhone();
        tell("phone", phone);
        String subject = subject(phone);
        Map<String, String> nobody = Map.of("other", UUID.randomUUID().toString(), "because", "a guess");
        assertThat(post("operator", "/api/v1/subjects/" + subject + "/merge", nobody).status()).isEqualTo(403);
        assertThat(post("engineer", "/api/v1/subjects/" + subject + "/merge", nobody).status()).isEqualTo(404);
        assertThat(post("engineer", "/api/v1/subjects/" + subject + "/merge", Map.of("other", subject, "because", "a slip")).status()).isEqualTo(409);
        assertThat(post("engineer", "/api/v1/subjects/" + subject + "/merge", Map.of("other", "somebody", "because", "a guess")).text("/member")).isEqualTo("other");
    }

    /** Somebody of whom a number is known, and nothing else. */
    private String numbered(String phone) {
        tell("phone", phone, "key", "wish", "value", "by letter");
        return subject(phone);
    }

    /** The number of whoever is known to Twilio by this address. */
    private String enrolled(String email) {
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        return phone;
    }

    private int inTwilio(String subject) {
        return jdbc.sql("select count(*) from record where system = 'twilio' and subject_id = ?").param(UUID.fromString(subject)).query(Integer.class).single();
    }

    private List<String> said(String subject) {
        return StreamSupport.stream(get("viewer", "/api/v1/subjects/" + subject + "/history").at("/changes").spliterator(), false)
                .map(change -> change.path("value").asText()).toList();
    }

    private JsonNode preferences(String subject, String query) {
        return get("viewer", "/api/v1/subjects/" + subject + "/preferences" + query).body();
    }

    private static String value(JsonNode state, String email) {
        for (JsonNode preference : state.path("preferences")) {
            if (preference.path("contactPoint").asText().equals("email:" + email)) {
                return preference.path("value").asText();
            }
        }
        return "nothing";
    }
}
