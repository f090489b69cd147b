package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EloquaHandsTest extends EloquaTestBase {

    @Test
    void knowsAPersonAsTheRealOneWouldAfterAnImport() {
        assertThat(eloqua.holds("JOERG@BÜCHER.example").orElseThrow())
                .containsEntry("emailAddress", JOERG)
                .containsEntry("mobilePhone", "+493023125005")
                .containsEntry("isSubscribed", "true")
                .containsEntry("C_Language1", "de")
                .containsEntry("C_SMS_Consent1", "")
                .containsEntry("emailGroups", Map.of("Newsletter", "none", "Offers", "none"));
    }

    @Test
    void letsAnAgentEditOnlyWhatTheFieldHolds() {
        eloqua.act(ADA, "C_Contact_Wish1", "कृपया शाम को");

        assertThat(held(ADA, "C_Contact_Wish1")).isEqualTo("कृपया शाम को");
        assertThatIllegalArgumentException().isThrownBy(() -> eloqua.act(ADA, "C_SMS_Consent1", "perhaps"));
        assertThatIllegalArgumentException().isThrownBy(() -> eloqua.act(ADA, "C_Language1", "far too long a language"));
        assertThatIllegalArgumentException().isThrownBy(() -> eloqua.act(ADA, "Shoe size", "42"));
        assertThatIllegalArgumentException().isThrownBy(() -> eloqua.act("nobody@example.com", "Global", "Unsubscribe"));
    }

    @Test
    void countsWhatPeopleDoNotAsWrites() {
        eloqua.levers().forEach(lever -> eloqua.act(ADA, lever.id(), lever.values().isEmpty() ? "x" : lever.values().get(0)));

        assertThat(eloqua.writes().count()).isZero();
        assertThat(held(ADA, "isSubscribed")).isEqualTo("false");
    }

    @Test
    void forgetsEverybodyOnReset() {
        eloqua.reset();

        assertThat(eloqua.holds(ADA)).isEmpty();
        assertThat(client.rest("/data/contacts").json().get("total").asInt()).isZero();
    }
}
