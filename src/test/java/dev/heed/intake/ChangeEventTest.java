package dev.heed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.ContactPoint.Kind;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import dev.heed.intake.Taken.Wake;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change on the wire, as any reader of CloudEvents finds it. */
class ChangeEventTest {

    private static final UUID ID = UUID.fromString("0b9f7c1e-4d1a-8c2b-9f00-000000000001");
    private static final UUID SUBJECT = UUID.fromString("5e2d6a10-77aa-4a55-8123-000000000002");
    private static final Instant RECORDED = Instant.parse("2026-03-01T12:00:02.5Z");

    @Test
    void saysWhatHappenedToWhomWhenAndInWhichOrder() {
        CloudEvent event = event(change(Actor.SUBJECT));

        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo(ID.toString());
        assertThat(event.getType()).isEqualTo("dev.heed.preference.changed.v1");
        assertThat(event.getSource()).isEqualTo(URI.create("urn:heed:twilio"));
        assertThat(event.getSubject()).isEqualTo(SUBJECT.toString());
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-03-01T12:00:00Z"));
        assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("recordedtime", "sequence", "correlationid", "causationid", "authtype", "authid");
        assertThat(event.getExtension("recordedtime")).hasToString("2026-03-01T12:00:02.5Z");
        assertThat(event.getExtension("sequence")).isEqualTo("00000000000000000042");
        assertThat(event.getExtension("correlationid")).isEqualTo(ID.toString());
        assertThat(event.getExtension("causationid")).isEqualTo("9f86d081");
    }

    @ParameterizedTest
    @CsvSource({"SUBJECT, app_user, 5e2d6a10-77aa-4a55-8123-000000000002", "AGENT, user, twilio", "AUTOMATION, service_account, twilio", "THIRD_PARTY, unknown, twilio"})
    void saysWhoStandsBehindItAndNamesNobody(Actor actor, String type, String id) {
        CloudEvent event = event(change(actor));

        assertThat(event.getExtension("authtype")).isEqualTo(type);
        assertThat(event.getExtension("authid")).isEqualTo(id);
    }

    @Test
    void carriesTheChangeWithAllOfItsProvenanceInTheBody() throws IOException {
        CloudEvent event = event(change(Actor.SUBJECT));

        assertThat(event.getDataContentType()).isEqualTo("application/vnd.heed.sealed+json");
        assertThat(new ObjectMapper().readTree(turned(event.getData().toBytes()))).isEqualTo(new ObjectMapper().readTree("""
                {"changeId": "0b9f7c1e-4d1a-8c2b-9f00-000000000001", "subjectId": "5e2d6a10-77aa-4a55-8123-000000000002",
                 "key": "sms/marketing", "value": "withdrawn", "contactPoint": "phone:+15550100001",
                 "provenance": {"source": "twilio", "record": "+15550100001", "event": "SM1", "actor": "subject", "collectionPoint": "STOP به +15550199",
                                "evidence": "form", "wording": "v2", "jurisdiction": "US", "capturedFrom": "2026-03-01T11:59:59Z",
                                "capturedTo": "2026-03-01T12:00:00Z", "clamped": false, "sequence": 7, "receivedAt": "2026-03-01T12:00:01Z",
                                "digest": "9f86d081", "mapping": "twilio@1", "hops": ["twilio"], "pointOrigin": "subject"}}"""));
    }

    @Test
    void holdsNothingPersonalOutsideTheSeal() {
        assertThat(wire(change(Actor.SUBJECT))).doesNotContain("5550100001", "STOP", "withdrawn");
    }

    @Test
    void isWrittenInTheDigitsOfCodeOnAPersianMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR"));
            assertThat(wire(change(Actor.SUBJECT))).contains("\"sequence\":\"00000000000000000042\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isSentInTheLaneOfItsSubjectToTheQueuesOfTheSystemsThatAreToHearIt() throws IOException {
        Set<String> systems = new LinkedHashSet<>(List.of("salesforce", "eloqua"));
        Taken taken = new Taken(Set.of(SUBJECT), List.of(), List.of(new Wake(SUBJECT, wire(change(Actor.SUBJECT)), systems)), List.of());
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Message message = new Telling(camel).changes(taken).get(0);

            assertThat(message.getHeader("JMSXGroupID")).isEqualTo(SUBJECT.toString());
            assertThat(message.getHeader("heedSystems")).isEqualTo("|salesforce|eloqua|");
            JsonNode body = new ObjectMapper().readTree(message.getBody(String.class));
            assertThat(body.path("id").asText()).isEqualTo(ID.toString());
        }
    }

    private static CloudEvent event(Change change) {
        return new JsonFormat().deserialize(wire(change).getBytes(StandardCharsets.UTF_8));
    }

    private static String wire(Change change) {
        return ChangeEvent.of(change, RECORDED, 42, ChangeEventTest::turned);
    }

    /** In place of the seal: every bit turned, and turned again back as it was. */
    private static byte[] turned(byte[] content) {
        byte[] turned = new byte[content.length];
        for (int at = 0; at < content.length; at++) {
            turned[at] = (byte) ~content[at];
        }
        return turned;
    }

    private static Change change(Actor actor) {
        return new Change(ID, SUBJECT, Key.of("sms/marketing"), "withdrawn", new ContactPoint(Kind.PHONE, "+15550100001"),
                new Provenance("twilio", "+15550100001", "SM1", actor, "STOP به +15550199", Evidence.FORM, "v2", "US",
                        Instant.parse("2026-03-01T11:59:59Z"), Instant.parse("2026-03-01T12:00:00Z"), false, 7L, Instant.parse("2026-03-01T12:00:01Z"),
                        "9f86d081", "twilio@1", List.of("twilio"), PointOrigin.SUBJECT));
    }
}
