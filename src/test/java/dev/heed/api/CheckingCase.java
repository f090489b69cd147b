package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /api/v1/check}. */
abstract class CheckingCase extends ApiCase {

    @Test
    void permitsWhatIsGrantedAndNamesTheGrant() {
        String phone = freshPhone();
        String grant = tell("phone", phone, "value", "granted");

        for (String asked : new String[] {phone, "phone:" + phone}) {
            Reply reply = check(asked, "sms", "marketing");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text("/decision")).isEqualTo("permit");
            assertThat(reply.text("/reason")).isEqualTo("granted");
            assertThat(reply.text("/changeId")).isEqualTo(grant);
        }
        assertThat(post("viewer", "/api/v1/check", Map.of("contactPoint", phone, "channel", "sms", "purpose", "marketing", "topic", "offers")).text("/decision"))
                .as("the whole covers its topics").isEqualTo("permit");
        assertDenied(check(phone, "phone", "marketing"), "not_set", null);
    }

    @Test
    void deniesWhatWasRefusedAndNamesTheRefusal() {
        String phone = freshPhone();
        tell("phone", phone, "value", "granted", "capturedAt", "2024-05-20T10:00:00Z");
        String refusal = tell("phone", phone, "capturedAt", "2024-05-21T10:00:00Z");

        assertDenied(check(phone, "sms", "marketing"), "withdrawn", refusal);
    }

    @Test
    void deniesWhatIsPendingAndWhatIsNoPermission() {
        String pending = freshPhone();
        String change = tell("phone", pending, "value", "pending");
        assertDenied(check(pending, "sms", "marketing"), "pending", change);

        String bought = freshPhone();
        tell("phone", bought, "value", "granted", "actor", "third_party", "evidence", "third_party");
        assertDenied(check(bought, "sms", "marketing"), "not_set", null);
    }

    @Test
    void deniesWhereNobodyIsKnown() {
        assertDenied(check(freshPhone(), "sms", "marketing"), "unknown_contact_point", null);
    }

    @Test
    void deniesASharedNumberIfOneOfThoseWhoShareItRefuses() {
        String phone = freshPhone();
        String one = "a-" + UUID.randomUUID();
        String other = "b-" + UUID.randomUUID();
        tell("email", freshEmail(), "phone", phone, "record", one, "value", "granted");
        tell("email", freshEmail(), "phone", phone, "record", other, "key", "wish", "value", "one who said nothing of it");
        assertThat(check(phone, "sms", "marketing").text("/decision")).isEqualTo("permit");

        String refusal = tell("record", other);
        assertDenied(check(phone, "sms", "marketing"), "withdrawn", refusal);
        tell("record", one, "value", "granted");
        assertThat(check(phone, "sms", "marketing").text("/decision")).as("the grant of one is no grant of the other").isEqualTo("deny");
    }

    @Test
    void knowsThePersonByAnyContactPointWhereTheChannelHasNone() {
        String email = freshEmail();
        tell("email", email, "key", "post/marketing", "value", "granted");

        assertThat(check(email, "post", "marketing").text("/decision")).isEqualTo("permit");
    }

    @ParameterizedTest
    @CsvSource({"secretive, sms, marketing, contactPoint", "person@example.com, sms, marketing, contactPoint", "email:+12015550101, email, marketing, contactPoint",
            "+12015550101, fax, marketing, channel", "+12015550101, sms, spam, purpose"})
    void refusesAQuestionThatIsNone(String point, String channel, String purpose, String member) {
        Reply reply = check(point, channel, purpose);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.type()).isEqualTo("application/problem+json");
        assertThat(reply.text("/member")).isEqualTo(member);
        assertThat(reply.body().toString()).doesNotContain(point);
    }

    private Reply check(String point, String channel, String purpose) {
        return post("viewer", "/api/v1/check", Map.of("contactPoint", point, "channel", channel, "purpose", purpose));
    }

    private static void assertDenied(Reply reply, String reason, String change) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/decision")).isEqualTo("deny");
        assertThat(reply.text("/reason")).isEqualTo(reason);
        assertThat(reply.at("/changeId").textValue()).isEqualTo(change);
    }
}
