package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sandbox.Person;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
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
    void showsWhatTheSystemItselfSentItsProofAndItsBodyToEngineersOnly() throws Exception {
        String email = freshEmail();
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        twilio().act(email, "sms", "STOP");
        String path = stopped(phone);

        JsonNode answer = get("engineer", path).at("/answers/0");
        assertThat(answer.at("/change/provenance/mapping").asText()).isEqualTo("twilio@1");
        assertThat(answer.at("/message/feed").asText()).isEqualTo("messages");
        assertThat(answer.at("/message/gone").asBoolean()).isFalse();
        String body = answer.at("/message/body").asText();
        assertThat(body).contains("Body=STOP").contains("From=" + phone.replace("+", "%2B"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)))).as("it is what the ledger holds the digest of")
                .isEqualTo(answer.at("/message/digest").asText()).isEqualTo(answer.at("/change/provenance/digest").asText());
        JsonNode seen = get("viewer", path).at("/answers/0/message");
        assertThat(seen.path("body").isNull()).isTrue();
        assertThat(seen.path("id")).isEqualTo(answer.at("/message/id"));

        await().atMost(Duration.ofSeconds(30)).until(() -> get("viewer", path).at("/answers/0/proof/proof").asText().equals("inclusion"));
        JsonNode proof = get("viewer", path).at("/answers/0/proof");
        assertThat(proof).isEqualTo(get("viewer", "/api/v1/changes/" + answer.at("/change/changeId").asText() + "/proof").body());
    }

    @Test
    void saysThatAMessageIsGoneWhereItIsPastRetentionOrWhomItWasAboutWasErased() {
        String email = freshEmail();
        String phone = freshPhone();
        tell("record", "of-" + email, "email", email, "phone", phone, "key", "wish", "value", "by letter");
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        twilio().act(email, "sms", "STOP");
        String path = stopped(phone);
        String stopper = subject(phone);
        tell("record", "shares-" + email, "email", freshEmail(), "phone", phone, "key", "wish", "value", "by letter");
        String other = post("viewer", "/api/v1/subjects/search", Map.of("phone", phone)).text("/others/0/subjectId");
        String others = path.replace(stopper, other);
        assertThat(get("engineer", others).at("/answers/0/message/body").asText()).as("a refusal binds all who share the number").contains("Body=STOP");

        jdbc.sql("delete from inbound_other where inbound_id = ?").param(get("engineer", path).at("/answers/0/message/id").asLong()).update();
        jdbc.sql("delete from inbound where id = ?").param(get("engineer", path).at("/answers/0/message/id").asLong()).update();
        JsonNode past = get("engineer", path).at("/answers/0");
        assertThat(past.at("/message/gone").asBoolean()).isTrue();
        assertThat(past.at("/message/body").isNull()).isTrue();
        assertThat(past.at("/message/digest")).isEqualTo(past.at("/change/provenance/digest"));

        assertThat(post("engineer", "/api/v1/subjects/" + stopper + "/erasure", Map.of()).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("engineer", "/api/v1/subjects/" + stopper + "/erasure").text("/state").equals("erased"));
        JsonNode left = get("engineer", others).at("/answers/0");
        assertThat(left.path("value").asText()).as("it binds who shares the number").isEqualTo("withdrawn");
        assertThat(left.at("/message/gone").asBoolean()).isTrue();
        assertThat(left.at("/message/body").isNull()).isTrue();
        assertThat(left.at("/message").toString()).doesNotContain(phone.substring(1));
        assertThat(get("engineer", path).status()).isEqualTo(410);
    }

    @Test
    void theTableOfAHistoryHoldsEventsDigestsMappingsDeliveriesMergesAndSplits() throws Exception {
        String email = freshEmail();
        String phone = freshPhone();
        twilio().enrol(new Person(email, phone, "Ada", "Example", "en", "", Set.of("twilio")));
        twilio().act(email, "sms", "STOP");
        JsonNode stop = get("viewer", stopped(phone)).at("/answers/0/change");
        String wish = tell("record", "of-" + email, "email", email, "key", "wish", "value", "by letter");
        String older = subject(phone);
        String younger = subject(email);
        assertThat(post("engineer", "/api/v1/subjects/" + older + "/merge", Map.of("other", younger, "because", "+1 login")).status()).isEqualTo(200);
        split(younger);

        List<CSVRecord> rows = table(older);
        assertThat(rows).extracting(row -> row.get("kind")).containsExactly("change", "delivery", "merge", "split");
        assertThat(rows.get(0).get("entryId")).isEqualTo(stop.path("changeId").asText());
        assertThat(rows.get(0).get("event")).isEqualTo(stop.at("/provenance/event").asText());
        assertThat(rows.get(0).get("digest")).isEqualTo(stop.at("/provenance/digest").asText()).hasSize(64);
        assertThat(rows.get(0).get("mapping")).isEqualTo("twilio@1");
        assertThat(rows.get(2).get("because")).isEqualTo("'+1 login");
        assertThat(rows.get(2).get("subjectId")).isEqualTo(younger);
        assertThat(rows.get(2).get("intoId")).isEqualTo(older);
        assertThat(rows.get(3).get("because")).isEqualTo("two people after all");
        assertThat(table(younger)).filteredOn(row -> row.get("kind").equals("change")).singleElement().satisfies(row -> assertThat(row.get("entryId")).isEqualTo(wish));
        assertThat(table(younger)).extracting(row -> row.get("kind")).contains("merge", "split");

        String carriedTo = freshPhone();
        String carried = tell("phone", carriedTo);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + carried).text("/deliveries/0/state").equals("confirmed"));
        assertThat(table(subject(carriedTo))).filteredOn(row -> row.get("kind").equals("delivery")).singleElement().satisfies(row -> {
            assertThat(row.get("entryId")).isEqualTo(carried);
            assertThat(row.get("system")).isEqualTo("twilio");
            assertThat(row.get("state")).isEqualTo("confirmed");
            assertThat(row.get("confirmedAt")).isEqualTo(get("viewer", "/api/v1/changes/" + carried).text("/deliveries/0/confirmedAt"));
        });
    }

    /** What ISO/IEC TS 27560:2023 calls mandatory, by the names that the Data Privacy Vocabulary's profile has for it. */
    @Test
    void aConsentReceiptHoldsEveryMandatoryFieldOfTheStandard() {
        String phone = freshPhone();
        twilio().enrol(new Person(freshEmail(), phone, "Ada", "Example", "en", "", Set.of("twilio")));
        tell("phone", phone, "value", "granted", "capturedAt", "2024-05-20T10:00:00Z", "wording", "notice 7", "jurisdiction", "DE");
        String path = "/api/v1/subjects/" + subject(phone) + "/export/";

        JsonNode receipt = get("viewer", path + "consent-receipt").body();
        assertThat(receipt.path("@type").asText()).isEqualTo("dpv:ConsentReceipt");
        assertThat(receipt.path("dct:conformsTo").asText()).isEqualTo("https://w3id.org/dpv/schema/dpv-27560#receipt-record");
        assertThat(receipt.path("dct:creator").asText()).isEqualTo("heed:controller");
        JsonNode record = receipt.path("dct:hasPart");
        assertThat(record.path("dpv:hasIdentifier").asText()).as("record id").hasSize(36)
                .isEqualTo(get("viewer", path + "consent-record").text("/dpv:hasIdentifier")).isNotEqualTo(receipt.path("dpv:hasIdentifier").asText());
        assertThat(record.path("dct:conformsTo").asText()).as("schema version").isEqualTo("https://w3id.org/dpv/schema/dpv-27560#record");
        assertThat(record.path("dpv:hasDataSubject").asText()).as("PII principal id").isEqualTo("urn:uuid:" + subject(phone)).isEqualTo(receipt.path("dpv:hasDataSubject").asText());
        assertThat(record.path("dct:language").asText()).as("language").isEqualTo("en");
        assertThat(record.at("/dpv:hasNotice/0/dpv:hasIdentifier").asText()).as("privacy notice").isEqualTo("https://www.example.com/privacy");

        JsonNode controller = record.at("/dpv:hasEntity/heed:controller");
        assertThat(controller.path("@type").asText()).as("party type").isEqualTo("dpv:DataController");
        assertThat(controller.path("dpv:hasIdentifier").asText()).as("party id").isEqualTo("heed:controller");
        assertThat(controller.path("dpv:hasName").asText()).as("party name").isEqualTo("Example Ltd");
        assertThat(controller.path("dpv:hasAddress").asText()).as("party address").isEqualTo("1 Example Street, Exampletown");
        assertThat(controller.path("dpv:hasContact").asText()).as("party contact").isEqualTo("privacy@example.com");

        assertThat(record.path("dpv:hasProcess")).isNotEmpty();
        JsonNode process = record.at("/dpv:hasProcess/0");
        assertThat(process.at("/dpv:hasPurpose/0/skos:broader").asText()).as("purpose").isEqualTo("dpv:Marketing");
        assertThat(process.at("/dpv:hasPurpose/0/skos:prefLabel").asText()).isEqualTo("marketing");
        assertThat(process.at("/dpv:hasPersonalData/0").asText()).as("PII information and type").isEqualTo("pd:TelephoneNumber");
        assertThat(process.path("dpv:hasProcessing")).extracting(JsonNode::asText).contains("dpv:Use");
        assertThat(process.at("/dpv:hasDataController/0").asText()).as("PII controllers").isEqualTo("heed:controller");
        assertThat(process.at("/dpv:hasStorageCondition/0/dpv:hasDuration/rdf:value").asText()).as("retention period").isEqualTo("P7Y");
        assertThat(process.at("/dpv:hasStorageCondition/1/dpv:hasLocation").asText()).as("storage locations").isEqualTo("loc:US");
        assertThat(process.path("dpv:hasJurisdiction").asText()).as("jurisdiction").isEqualTo("loc:DE");
        assertThat(process.path("dpv:hasRecipient")).as("recipients").isNotEmpty()
                .allSatisfy(recipient -> assertThat(record.at("/dpv:hasEntity").path(recipient.asText()).path("dpv:hasName").asText()).isNotEmpty());
        assertThat(process.at("/dpv:hasConsentControl/dpv:isExercisedAt").asText()).as("withdrawal method").isEqualTo("https://www.example.com/preferences");

        JsonNode event = record.at("/heed:event/0");
        assertThat(event.path("dct:created").asText()).as("event time").isEqualTo("2024-05-20T10:00:00Z");
        assertThat(event.at("/dct:valid/@type").asText()).as("validity duration").isEqualTo("dpv:EndlessDuration");
        assertThat(event.path("dpv:isImplementedByEntity").asText()).as("entity id").isEqualTo("heed:controller");
        assertThat(event.path("dpv:hasLegalBasis").asText()).as("event type").isEqualTo("dpv:ExpressedConsent");
        assertThat(event.path("dpv:hasConsentStatus").asText()).as("event state").isEqualTo("dpv:ConsentGiven");
    }

    @Test
    void provenanceIsAGraphWhoseEveryNodeIsDeclaredDownToTheConfirmation() {
        String phone = freshPhone();
        String refusal = tell("phone", phone);
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + refusal).text("/deliveries/0/state").equals("confirmed"));

        JsonNode prov = provenance(phone);
        assertThatEveryEndIsDeclared(prov);

        String delivery = "heed:delivery/" + refusal + "/twilio";
        String confirmation = "heed:confirmation/" + refusal + "/twilio";
        assertThat(prov.path("activity").path(delivery).path("heed:state").asText()).isEqualTo("confirmed");
        assertThat(prov.path("activity").path(confirmation).path("prov:endTime").asText())
                .isEqualTo(get("viewer", "/api/v1/changes/" + refusal).text("/deliveries/0/confirmedAt"));
        assertThat(prov.path("wasInformedBy")).singleElement().satisfies(relation -> {
            assertThat(relation.path("prov:informed").asText()).isEqualTo(confirmation);
            assertThat(relation.path("prov:informant").asText()).isEqualTo(delivery);
        });
    }

    @Test
    void provenanceShowsWhatAStatementLostToAndByWhichRule() {
        String email = freshEmail();
        String phone = freshPhone();
        String record = "a-" + UUID.randomUUID();
        String wished = tell("record", record, "email", email, "phone", phone, "key", "wish", "value", "one", "capturedAt", "2024-05-20T10:00:00Z");
        String wishedLater = tell("record", record, "key", "wish", "value", "other", "capturedAt", "2024-05-21T10:00:00Z");
        String refused = tell("record", "b-" + UUID.randomUUID(), "email", freshEmail(), "phone", phone, "capturedAt", "2024-05-21T10:00:00Z");
        String granted = tell("record", record, "email", email, "phone", phone, "value", "granted", "evidence", "import", "source", "shop", "capturedAt", "2024-05-22T10:00:00Z");

        JsonNode prov = provenance(email);

        assertThatEveryEndIsDeclared(prov);
        assertThat(prov.path("wasInfluencedBy")).extracting(lost -> lost.path("prov:influencee").asText() + " " + lost.path("heed:rule").asText() + " "
                + lost.path("prov:influencer").asText()).containsExactlyInAnyOrder(
                "heed:change/" + wished + " overtaken heed:change/" + wishedLater, "heed:change/" + granted + " evidence-too-weak heed:change/" + refused);
        assertThat(prov.path("entity").path("heed:change/" + wished).path("heed:rule").asText()).isEqualTo("overtaken");
        assertThat(prov.path("entity").path("heed:change/" + wished).path("heed:ruleWhenRecorded").asText()).isEqualTo("holds");
        assertThat(prov.path("entity").path("heed:change/" + refused).path("heed:value").asText()).as("said by somebody else").isEqualTo("withdrawn");
    }

    private JsonNode provenance(String contactPoint) {
        return get("viewer", "/api/v1/subjects/" + subject(contactPoint) + "/export/prov").body();
    }

    private static void assertThatEveryEndIsDeclared(JsonNode prov) {
        Set<String> kinds = Set.of("entity", "activity", "agent");
        Set<String> declared = new HashSet<>();
        kinds.forEach(kind -> prov.path(kind).fieldNames().forEachRemaining(declared::add));
        prov.properties().stream().filter(part -> !kinds.contains(part.getKey()) && !part.getKey().equals("prefix")).forEach(part -> part.getValue().forEach(relation ->
                assertThat(relation.properties().stream().filter(end -> end.getKey().startsWith("prov:") && !Set.of("prov:time", "prov:type").contains(end.getKey()))
                        .map(end -> end.getValue().asText()).toList())
                        .as(part.getKey() + " " + relation).hasSize(2).allSatisfy(end -> assertThat(declared).contains(end))));
    }

    private List<CSVRecord> table(String subject) throws IOException {
        String text = get("viewer", "/api/v1/subjects/" + subject + "/export/history").body().asText();
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text)).getRecords();
    }

    /** Where it is told why nobody may write to this number, once its STOP is heard. */
    private String stopped(String phone) {
        await().atMost(Duration.ofSeconds(20)).until(() -> post("viewer", "/api/v1/subjects/search", Map.of("phone", phone)).status() == 200);
        String path = "/api/v1/subjects/" + subject(phone) + "/why?channel=sms&purpose=marketing&system=twilio";
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", path).text("/answers/0/value").equals("withdrawn"));
        return path;
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
        assertThat(table.body().asText().lines()).first().asString().startsWith("kind,entryId,key,value,contactPoint,source");
        assertThat(table.body().asText().lines().filter(line -> line.startsWith("change,"))).hasSize(2);
        assertThat(table.body().asText()).contains("change," + granted + ",sms/marketing,granted,phone:" + phone).contains("\"'=cmd|' /C calc'!A0\"".replace("\"", ""));

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
