package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A policy that is another one at the next start holds for what was said before, in the systems too. */
class ChangedPolicyTest extends ExpiryCase {

    @Test
    void aPeriodMadeShorterEndsWhatIsOlderAtTheNextStartAndAnUnchangedOneLooksAtNobody() {
        String email = freshEmail();
        String phone = enrolled(email);
        untilComplete(tell("phone", phone, "value", "granted", "capturedAt", MovedClock.now().minus(Duration.ofDays(10)).toString()));
        assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-in");
        Instant due = lookAgain(phone);
        long version = version(phone);

        restartWith(MONTH + "   # in other words");
        assertThat(lookAgain(phone)).isEqualTo(due);
        assertThat(version(phone)).isEqualTo(version);

        restartWith(WEEK);
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .untilAsserted(() -> assertThat(twilio().holds(email).orElseThrow()).containsEntry("status", "opt-out"));
        assertThat(lookAgain(phone)).isNull();
    }
}
