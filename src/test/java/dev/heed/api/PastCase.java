package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Time travel: what was true, as known when, and what a system held. */
abstract class PastCase extends ApiCase {

    /** Whatever was answered at any moment of a random history, of what holds and of what a system held, is answered again when that moment is asked for, whatever came after. */
    @RepeatedTest(5)
    void answersForAnyPastMomentWhatWasAnsweredThen(RepetitionInfo repetition) {
        RandomPast past = new RandomPast(this, repetition.getCurrentRepetition());

        past.goOn(40);

        assertThat(past.answersAboutSomebodyElse()).isPositive();
        past.isAnsweredAsItWas();
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

    private static String sms(JsonNode state) {
        return state.at("/preferences/0/value").asText();
    }
}
