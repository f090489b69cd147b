package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Who consent records name as the controller: {@code heed.controller}. */
class ControllerTest {

    @Test
    void nobodyNeedBeNamedAndThenNoReceiptIsGiven() {
        Controller nobody = new Controller(null, null, null, null, null, null, null);
        assertThat(nobody.isNamed()).isFalse();
        assertThatCode(nobody::check).doesNotThrowAnyException();

        ConsentTerms terms = new ConsentTerms(nobody, null, null, null);
        UUID person = UUID.randomUUID();
        assertThat(terms.head("dpv:ConsentRecord", "record", person, Instant.EPOCH, "").has("dct:conformsTo")).as("what names no controller is not in the form of the standard").isFalse();
        assertThatThrownBy(() -> new ExportResource(null, null, null, null, null, terms).receipt(person)).isInstanceOfSatisfying(ErrorResponseException.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
            assertThat(refused.getBody().getDetail()).contains("heed.controller");
        });
    }

    @Test
    void halfAControllerStopsTheStartAndSaysWhatIsMissing() {
        assertThatThrownBy(new Controller("Example Ltd", " ", "privacy@example.com", "https://www.example.com/privacy", null, "en", "US")::check)
                .isInstanceOf(CannotStartException.class).hasMessageContaining("config/application.yaml lacks heed.controller.address, heed.controller.withdrawal.");
    }

    @Test
    void languageAndLocationAreCodes() {
        assertThatThrownBy(whole("English", "US")::check).isInstanceOf(CannotStartException.class).hasMessageContaining("heed.controller.language");
        assertThatThrownBy(whole("en", "America")::check).isInstanceOf(CannotStartException.class).hasMessageContaining("heed.controller.location");
        assertThatCode(whole("en", "US-CA")::check).doesNotThrowAnyException();
        assertThat(whole("en", "US").isNamed()).isTrue();
    }

    private static Controller whole(String language, String location) {
        return new Controller("Example Ltd", "1 Example Street, Exampletown", "privacy@example.com", "https://www.example.com/privacy",
                "https://www.example.com/preferences", language, location);
    }
}
