package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Time travel: what was true, as known when, and what a system held. */
abstract class PastCase extends ApiCase {

    /** None that is carried: the one system here may be called a hundred times a minute. */
    private static final List<String> KEYS = List.of("email/marketing", "email/marketing/newsletter", "phone/marketing", "post/marketing", "language");
    private static final List<String> VALUES = List.of("granted", "withdrawn", "denied", "pending");
    private static final List<String> ACTORS = List.of("subject", "agent", "automation", "third_party");
    private static final List<String> EVIDENCE = List.of("double_opt_in", "form", "agent", "import", "third_party");
    private static final Instant THEN = Instant.parse("2024-05-20T10:00:00Z");

    private record Answered(String subject, JsonNode body) {
    }

    /** Whatever was answered at any moment of a random history is answered again when that moment is asked for, whatever came after. */
    @RepeatedTest(5)
    void answersForAnyPastMomentWhatWasAnsweredThen(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition() * 7919L);
        String shared = freshPhone();
        Map<String, String> people = new LinkedHashMap<>();
        List.of("a-", "b-", "c-").forEach(name -> people.put(name + UUID.randomUUID(), freshEmail()));
        List<String> subjects = new ArrayList<>();
        List<Answered> answers = new ArrayList<>();
        people.forEach((record, email) -> tell("record", record, "email", email, "phone", shared, "key", "language", "value", "en"));
        people.values().forEach(email -> subjects.add(subject(email)));

        for (int step = 0; step < 40; step++) {
            say(random, new ArrayList<>(people.entrySet()).get(random.nextInt(people.size())), shared);
            String subject = subjects.get(random.nextInt(subjects.size()));
            answers.add(new Answered(subject, ask(subject, "")));
        }

        for (Answered answered : answers) {
            JsonNode again = ask(answered.subject(), "?asOf=" + answered.body().path("asOf").asText() + "&knownAt=" + answered.body().path("knownAt").asText());
            assertThat(again).isEqualTo(answered.body());
        }
    }

    @Test
    void tellsWhatWasTrueFromWhatWasKnown() {
        String phone = freshPhone();
        tell("phone", phone, "value", "granted", "capturedAt", "2024-05-20T10:00:00Z");
        String subject = subject(phone);
        String before = ask(subject, "").path("knownAt").asText();
        tell("phone", phone, "value", "withdrawn", "capturedAt", "2024-05-21T10:00:00Z");

        assertThat(sms(ask(subject, ""))).isEqualTo("withdrawn");
        assertThat(sms(ask(subject, "?asOf=2024-05-20T12:00:00Z"))).as("true then, known now").isEqualTo("granted");
        assertThat(sms(ask(subject, "?knownAt=" + before))).as("known before the withdrawal came in").isEqualTo("granted");
        assertThat(ask(subject, "?asOf=2024-05-19T10:00:00Z").path("preferences")).as("nothing had been said").isEmpty();
    }

    @Test
    void tellsWhatASystemHeld() {
        String phone = freshPhone();
        String record = "customer-" + UUID.randomUUID();
        tell("phone", phone, "record", record, "value", "granted");
        String subject = subject(phone);
        String before = ask(subject, "?system=preference-page").path("knownAt").asText();
        tell("phone", phone, "record", record, "value", "withdrawn");

        assertThat(ask(subject, "?system=preference-page").at("/records/0/fields/0/token").asText()).isEqualTo("withdrawn");
        assertThat(ask(subject, "?system=preference-page&knownAt=" + before).at("/records/0/fields/0/token").asText()).isEqualTo("granted");
    }

    @Test
    void namesATimeThatIsNone() {
        String phone = freshPhone();
        tell("phone", phone);
        for (String name : List.of("asOf", "knownAt")) {
            Reply reply = get("viewer", "/api/v1/subjects/" + subject(phone) + "/preferences?" + name + "=yesterday");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("/member")).isEqualTo(name);
        }
    }

    private void say(Random random, Map.Entry<String, String> person, String shared) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        boolean permission = key.contains("/");
        tell("record", person.getKey(), "email", person.getValue(), "phone", shared, "key", key,
                "value", permission ? VALUES.get(random.nextInt(VALUES.size())) : List.of("en", "de", "fa").get(random.nextInt(3)),
                "actor", ACTORS.get(random.nextInt(ACTORS.size())), "evidence", EVIDENCE.get(random.nextInt(EVIDENCE.size())),
                "source", List.of("preference-page", "call-centre", "shop").get(random.nextInt(3)),
                "capturedAt", random.nextBoolean() ? null : THEN.plusSeconds(random.nextInt(60)).toString());
    }

    private JsonNode ask(String subject, String query) {
        Reply reply = get("viewer", "/api/v1/subjects/" + subject + "/preferences" + query);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    private static String sms(JsonNode state) {
        return state.at("/preferences/0/value").asText();
    }
}
