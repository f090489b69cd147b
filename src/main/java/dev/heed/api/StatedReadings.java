package dev.heed.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.config.SystemNames;
import dev.heed.config.Taxonomy;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Turns a stated change into what a mapping table makes of a native event. */
@Component
class StatedReadings {

    /** {@code not_set} is what holds where nobody said anything; nobody can say it. */
    private static final Set<Decision> SAID = EnumSet.complementOf(EnumSet.of(Decision.NOT_SET));
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build()).serializationInclusion(JsonInclude.Include.NON_NULL).build();
    private static final String FORM = "changes@1";

    private final Addresses addresses;
    private final Taxonomy taxonomy;
    private final SystemNames systems;
    private final Clock clock;

    StatedReadings(Addresses addresses, Taxonomy taxonomy, SystemNames systems, Clock clock) {
        this.addresses = addresses;
        this.taxonomy = taxonomy;
        this.systems = systems;
        this.clock = clock;
    }

    /** The message as it is kept: the members that were given, in one order, so that the same content has the same digest. */
    Message message(StatedChange stated) {
        try {
            byte[] body = JSON.writeValueAsBytes(stated);
            return new Message("changes", body, null, false, clock.instant().truncatedTo(ChronoUnit.MICROS), digest(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    Reading reading(StatedChange stated, Message message) {
        if (systems.has(stated.source())) {
            throw Wrong.member("source", "has a feed of its own here, and is heard by that only");
        }
        ContactPoint email = addresses.email("email", stated.email());
        ContactPoint phone = addresses.phone("phone", stated.phone());
        if (stated.record() == null && email == null && phone == null) {
            throw Wrong.of(HttpStatus.BAD_REQUEST, "At least one of record, email and phone is needed to say whose change it is.");
        }
        String record = stated.record() != null ? stated.record() : email != null ? email.value() : phone.value();
        Key key = key(stated.key());
        String value = value(key, Normalizer.normalize(stated.value(), Normalizer.Form.NFC).strip());
        return new Reading(stated.source(), record, false, false, false, null, email, phone, provenance(stated, record, message),
                List.of(new Reading.Said(key, value, value, false)));
    }

    private Provenance provenance(StatedChange stated, String record, Message message) {
        Instant stating = stated.capturedAt() == null ? message.receivedAt() : Times.instant("capturedAt", stated.capturedAt());
        boolean future = stating.isAfter(message.receivedAt());
        Instant captured = future ? message.receivedAt() : stating;
        return new Provenance(stated.source(), record, stated.eventId(), Actor.of(stated.actor()),
                stated.collectionPoint() == null ? stated.source() : stated.collectionPoint(), Evidence.of(stated.evidence()),
                stated.wording(), stated.jurisdiction(), captured, captured, future, null, message.receivedAt(), message.digest(), FORM,
                List.of(stated.source()));
    }

    private Key key(String text) {
        try {
            Key key = Key.of(text);
            if (taxonomy.knows(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // no key at all: the same to the caller
        }
        throw Wrong.member("key", "is not in the taxonomy of this installation (config/taxonomy.yaml)");
    }

    private static String value(Key key, String value) {
        if (key instanceof Permission && SAID.stream().noneMatch(decision -> decision.text().equals(value))) {
            throw Wrong.member("value", "is to be one of " + SAID.stream().map(Decision::text).collect(Collectors.joining(", ")));
        }
        return value;
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The idempotent consumer's key of this event: hashed, because ids of events can be personal. */
    static String eventKey(StatedChange stated) {
        return digest(String.join("\n", "changes", stated.source(), stated.eventId()).getBytes(StandardCharsets.UTF_8));
    }
}
