package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why something holds, and all that was said in forms that others read. */
abstract class ExplainingCase extends ApiCase {

    @Test
    void tellsTheChainFromTheCustomersActToTheValueInASystem() {
        String email = freshEmail();
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        String weak = tell("phone", phone, "value", "granted", "actor", "automation", "evidence", "import", "capturedAt", "2024-05-22T10:00:00Z");
        String refusal = tell("phone", phone, "value", "withdrawn", "capturedAt", "2024-05-21T10:00:00Z", "collectionPoint", "https://www.example.com/stop");
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + refusal).at("/complete").asBoolean());

        Reply why = get("viewer", "/api/v1/subjects/" + subject(phone) + "/why?channel=sms&purpose=marketing&system=twilio");

        assertThat(why.status()).as(why.body().toString()).isEqualTo(200);
        JsonNode answer = why.at("/answers/0");
        assertThat(answer.path("value").asText()).isEqualTo("withdrawn");
        assertThat(answer.at("/change/changeId").asText()).isEqualTo(refusal);
        assertThat(answer.at("/change/provenance/digest").asText()).hasSize(64);
        assertThat(answer.at("/competing/0/changeId").asText()).isEqualTo(weak);
        assertThat(answer.at("/competing/0/rule").asText()).isEqualTo("evidence-too-weak");
        assertThat(answer.at("/systems/0/delivery").asText()).isEqualTo("confirmed");
        assertThat(answer.at("/systems/0/shows/0/meaning").asText()).isEqualTo("withdrawn");
        assertThat(answer.path("sentences")).extracting(JsonNode::asText)
                .anyMatch(sentence -> sentence.contains("the customer said \"withdrawn\" about sms/marketing in preference-page (https://www.example.com/stop)"))
                .anyMatch(sentence -> sentence.contains("cannot lift a withdrawal from `form` by the subject"))
                .anyMatch(sentence -> sentence.startsWith("twilio took it"));
    }

    @Test
    void judgesAYesToTheWholeByTheRefusalOfThePartThatIsAskedAbout() {
        String email = freshEmail();
        String no = tell("email", email, "key", "email/marketing/newsletter", "value", "withdrawn", "capturedAt", "2024-05-20T10:00:00Z");
        String yes = tell("email", email, "key", "email/marketing", "value", "granted", "capturedAt", "2024-05-21T10:00:00Z");

        JsonNode newsletter = because(email, "&topic=newsletter");
        assertThat(newsletter.path("value").asText()).isEqualTo("withdrawn");
        assertThat(newsletter.at("/change/changeId").asText()).isEqualTo(no);
        assertThat(newsletter.path("competing")).singleElement().satisfies(lost -> {
            assertThat(lost.path("changeId").asText()).isEqualTo(yes);
            assertThat(lost.path("rule").asText()).isEqualTo("coarse-lifts-no-fine");
            assertThat(lost.path("lostAgainst").asText()).isEqualTo(no);
        });
        assertThat(newsletter.path("sentences")).extracting(JsonNode::asText).anyMatch(sentence -> sentence.contains("is about email/marketing and cannot lift a withdrawal"));
        assertThat(because(email, "").path("value").asText()).isEqualTo("granted");
    }

    @Test
    void recordsByWhichRuleAYesToAPartDoesNotHoldAgainstTheRefusalOfTheWhole() {
        String email = freshEmail();
        String no = tell("email", email, "key", "email/marketing", "value", "withdrawn", "capturedAt", "2024-05-20T10:00:00Z");
        String yes = tell("email", email, "key", "email/marketing/newsletter", "value", "granted", "actor", "automation", "evidence", "import", "capturedAt", "2024-05-21T10:00:00Z");

        JsonNode lost = because(email, "&topic=newsletter").at("/competing/0");
        assertThat(lost.path("changeId").asText()).isEqualTo(yes);
        assertThat(lost.path("ruleWhenRecorded").asText()).isEqualTo("evidence-too-weak");
        assertThat(lost.path("rule").asText()).isEqualTo("evidence-too-weak");
        assertThat(lost.path("lostAgainst").asText()).isEqualTo(no);
        assertThat(get("viewer", "/api/v1/changes/" + yes).text("/change/rule")).isEqualTo("evidence-too-weak");
    }

    @Test
    void showsAmongThePreferencesWhatMayBeDoneAndNotWhatWasOnceSaidOfAPart() {
        String email = freshEmail();
        tell("email", email, "key", "email/marketing/newsletter", "value", "granted", "capturedAt", "2024-05-20T10:00:00Z");
        String no = tell("email", email, "key", "email/marketing", "value", "withdrawn", "capturedAt", "2024-05-21T10:00:00Z");

        JsonNode preferences = ask(subject(email), "").path("preferences");
        assertThat(preferences).extracting(one -> one.path("key").asText() + " " + one.path("value").asText() + " " + one.path("changeId").asText())
                .containsExactly("email/marketing withdrawn " + no, "email/marketing/newsletter withdrawn " + no);
        JsonNode record = get("viewer", "/api/v1/subjects/" + subject(email) + "/export/consent-record").body();
        assertThat(record.path("dpv:hasProcess")).extracting(process -> process.path("dpv:hasConsentStatus").asText()).containsOnly("dpv:ConsentWithdrawn");
    }

    private JsonNode because(String email, String topic) {
        return get("viewer", "/api/v1/subjects/" + subject(email) + "/why?channel=email&purpose=marketing" + topic).at("/answers/0");
    }

    @Test
    void saysThatNothingWasSaidAndNamesWhatIsNotThere() {
        String phone = freshPhone();
        tell("phone", phone);
        String path = "/api/v1/subjects/" + subject(phone) + "/why?purpose=marketing&channel=";
        assertThat(get("viewer", path + "email").text("/answers/0/sentences/0")).contains("Nobody has said anything");
        assertThat(get("viewer", path + "telepathy").status()).isEqualTo(400);
        assertThat(get("viewer", path + "sms&system=nothing").status()).isEqualTo(404);
    }

    @Test
    void exportsAPersonsHistoryAsTableAsProvenanceAndAsConsentRecord() {
        String phone = freshPhone();
        String granted = tell("phone", phone, "value", "granted", "capturedAt", "2024-05-20T10:00:00Z", "collectionPoint", "=cmd|' /C calc'!A0");
        tell("phone", phone, "value", "denied", "capturedAt", "2024-05-21T10:00:00Z", "wording", "notice 7", "jurisdiction", "DE");
        String path = "/api/v1/subjects/" + subject(phone) + "/export/";

        Reply table = get("viewer", path + "history");
        assertThat(table.type()).startsWith("text/csv");
        assertThat(table.body().asText().lines()).hasSize(3).first().asString().startsWith("changeId,key,value,contactPoint,source");
        assertThat(table.body().asText()).contains(granted + ",sms/marketing,granted,phone:" + phone).contains("\"'=cmd|' /C calc'!A0\"".replace("\"", ""));

        JsonNode prov = get("viewer", path + "prov").body();
        assertThat(prov.at("/entity/heed:change~1" + granted + "/heed:value").asText()).isEqualTo("granted");
        assertThat(prov.at("/wasGeneratedBy")).hasSize(2);
        assertThat(prov.at("/wasAttributedTo")).allMatch(relation -> relation.path("prov:agent").asText().equals("heed:subject"));

        JsonNode record = get("viewer", path + "consent-record").body();
        assertThat(record.path("@type").asText()).isEqualTo("dpv:ConsentRecord");
        assertThat(record.at("/dpv:hasProcess/0/dpv:hasConsentStatus").asText()).isEqualTo("dpv:ConsentRefused");
        assertThat(record.path("heed:event")).hasSize(2);
        assertThat(record.at("/heed:event/1/dpv:hasNotice").asText()).isEqualTo("notice 7");
    }
}
