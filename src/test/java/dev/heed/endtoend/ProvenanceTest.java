package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.ledger.InboundMessages;
import dev.heed.sandbox.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a change that was made in a system's own way, all is told that can be known of where it comes from. */
class ProvenanceTest {

    /** Who speaks where the customer's people refuse text messages in this system, with what evidence, and what stands in the message that says so. */
    private record Expected(String actor, String evidence, String says) {
    }

    private static final Map<SmsConsent, Expected> EXPECTED = Map.of(
            SmsConsent.SALESFORCE, new Expected("agent", "agent", "\"HasOptedOutOfSms__c\":true"),
            SmsConsent.DYNAMICS, new Expected("subject", "form", "534120002"),
            SmsConsent.TWILIO, new Expected("subject", "form", "OptOutType=STOP"),
            SmsConsent.ELOQUA, new Expected("agent", "agent", "\"C_SMS_Consent1\":\"Opted Out\""),
            SmsConsent.RESPONSYS, new Expected("subject", "form", "\"7\""));

    @ParameterizedTest
    @EnumSource
    void isCompleteForANativeChange(SmsConsent source) throws Exception {
        Person customer = Scene.enter(Customers.knownIn(Set.of(source.system)));
        Instant before = Instant.now();
        Scene.system(source.system).act(customer.email(), source.lever, source.no);
        Scene.until(() -> Scene.changes(customer) == 1);
        UUID change = Scene.database().sql("select distinct entry_id from ledger join contact_point using (subject_id) where contact_point.point = ? and key like '%/%'")
                .param(Scene.phone(customer)).query(UUID.class).single();

        JsonNode told = change(change);
        JsonNode provenance = told.at("/provenance");
        Instant received = Instant.parse(provenance.path("receivedAt").asText());
        assertThat(provenance.path("source").asText()).isEqualTo(source.system);
        assertThat(provenance.path("actor").asText()).isEqualTo(EXPECTED.get(source).actor());
        assertThat(provenance.path("evidence").asText()).isEqualTo(EXPECTED.get(source).evidence());
        for (String member : Set.of("record", "event", "collectionPoint", "digest")) {
            assertThat(provenance.path(member).asText()).as(member).isNotBlank();
        }
        assertThat(provenance.path("mapping").asText()).isEqualTo(source.system + "@1");
        assertThat(provenance.path("hops")).extracting(JsonNode::asText).containsExactly(source.system);
        assertThat(provenance.path("clamped").asBoolean()).isFalse();
        assertThat(received).isBetween(before, Instant.now());
        assertThat(Instant.parse(provenance.path("capturedTo").asText())).isBetween(before.minusSeconds(1), received);
        assertThat(Instant.parse(provenance.path("capturedFrom").asText())).isBeforeOrEqualTo(Instant.parse(provenance.path("capturedTo").asText()));
        assertThat(Instant.parse(told.path("recordedAt").asText())).isBetween(received, Instant.now());

        byte[] raw = raw(source.system, provenance.path("digest").asText());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw))).isEqualTo(provenance.path("digest").asText());
        assertThat(new String(raw, StandardCharsets.UTF_8).replace(" ", "")).contains(EXPECTED.get(source).says().replace(" ", ""));
    }

    private static byte[] raw(String system, String digest) {
        long message = Scene.database().sql("select id from inbound where system = ? and digest = ?").params(system, digest).query(Long.class).single();
        return Scene.bean(InboundMessages.class).message(message).orElseThrow().body();
    }

    private static JsonNode change(UUID change) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Scene.heed() + "/api/v1/changes/" + change))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("viewer:heed".getBytes(StandardCharsets.UTF_8))).build();
        return new JsonMapper().readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body()).path("change");
    }
}
