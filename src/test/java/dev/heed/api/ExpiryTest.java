package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sealing.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What only time changes is carried to the systems too, once. */
class ExpiryTest extends ExpiryCase {

    @Test
    void aYesThatRunsOutIsTakenBackInTheSystemsOnceAndTheyAreToldWhy() {
        String email = freshEmail();
        String phone = enrolled(email);
        String yes = tell("phone", phone, "value", "granted", "collectionPoint", "https://www.example.com/join");
        untilComplete(yes);
        assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-in");

        MovedClock.forward(Period.ofDays(30));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-out"));
        untilComplete(yes);

        Reply receipt = get("viewer", "/api/v1/changes/" + yes);
        Instant said = Instant.parse(receipt.text("/change/provenance/capturedTo"));
        Instant end = said.plus(Duration.ofDays(30));
        Map<String, Object> written = writes(phone).get(1).fields();
        assertThat(twilio().holds(email).orElseThrow()).containsEntry("source", "others");
        assertThat(written.toString()).as("the day on which it ran out, and no word of a message by the customer").contains(end.toString().substring(0, 19));
        assertThat(receipt.text("/change/rule")).isEqualTo("expired");
        assertThat(receipt.text("/change/sentence")).isEqualTo("grant from `form` by the subject in preference-page expired at " + end);
        assertThat(receipt.text("/deliveries/0/state")).isEqualTo("confirmed");

        JsonNode because = get("viewer", "/api/v1/subjects/" + subject(phone) + "/why?channel=sms&purpose=marketing&system=twilio").at("/answers/0");
        assertThat(because.path("value").asText()).isEqualTo("expired");
        assertThat(because.at("/systems/0/shows/0/meaning").asText()).isEqualTo("withdrawn");
        assertThat(because.path("sentences")).extracting(JsonNode::asText)
                .anyMatch(sentence -> sentence.contains("the customer said \"granted\" about sms/marketing in preference-page (https://www.example.com/join)"))
                .anyMatch(sentence -> sentence.startsWith("Its time was over on "));
        assertThat(lookAgain(phone)).as("nothing more will run out").isNull();

        jdbc.sql("update subject set look_again_at = 'epoch' where id = ?").param(person(phone)).update();
        await().atMost(Duration.ofSeconds(20)).until(() -> lookAgain(phone) == null);
        assertThat(jdbc.sql("select count(*) from delivery where state = 'queued'").query(Long.class).single()).isZero();
        assertThat(writes(phone)).as("the yes, and its end").hasSize(2);
    }

    @Test
    void anOptInThatWasNeverConfirmedExpiresAndWhoShowedANoAlreadyIsNotCalledAgain() {
        String email = freshEmail();
        String phone = enrolled(email);
        String asked = tell("phone", phone, "value", "pending");
        untilComplete(asked);
        assertThat(twilio().holds(email).orElseThrow()).as("pending is no permission").containsEntry("status", "opt-out");
        assertThat(lookAgain(phone)).isEqualTo(Instant.parse(get("viewer", "/api/v1/changes/" + asked).text("/change/provenance/capturedTo")).plus(Duration.ofDays(7)));

        MovedClock.forward(Period.ofDays(7));
        await().atMost(Duration.ofSeconds(20)).until(() -> lookAgain(phone) == null);

        assertThat(jdbc.sql("select value from state where subject_id = ? and key = 'sms/marketing'").param(person(phone)).query(String.class).single())
                .isEqualTo("expired");
        assertThat(get("viewer", "/api/v1/changes/" + asked).text("/change/sentence")).startsWith("opt-in that waits for its confirmation").contains(" expired at ");
        assertThat(writes(phone)).hasSize(1);
    }

    @Test
    void whoHasNothingThatRunsOutIsNeverLookedAtAgain() {
        String phone = enrolled(freshEmail());
        untilComplete(tell("phone", phone, "value", "withdrawn"));
        String email = freshEmail();
        untilComplete(tell("email", email, "key", "email/marketing", "value", "granted"));
        assertThat(lookAgain(phone)).isNull();
        assertThat(lookAgain(email)).as("only consent to text messages ends").isNull();
        long version = version(phone);
        String other = enrolled(freshEmail());
        untilComplete(tell("phone", other, "value", "granted"));

        MovedClock.forward(Period.ofDays(3000));
        await().atMost(Duration.ofSeconds(20)).until(() -> lookAgain(other) == null);

        assertThat(version(phone)).isEqualTo(version);
    }

    @Test
    void oneWhoCannotBeLookedAtKeepsNobodyElseWaiting() {
        String broken = enrolled(freshEmail());
        untilComplete(tell("phone", broken, "value", "granted"));
        String email = freshEmail();
        String phone = enrolled(email);
        untilComplete(tell("phone", phone, "value", "granted"));
        UUID subject = person(broken);
        byte[] nonsense = together.heed().getBean(Vault.class).seal(subject, "no record".getBytes(StandardCharsets.UTF_8));
        jdbc.sql("update record set sealed = ? where subject_id = ?").params(nonsense, subject).update();

        MovedClock.forward(Period.ofDays(30));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-out"));

        assertThat(lookAgain(subject)).as("tried again later").isAfter(MovedClock.now());
    }
}
