package dev.heed.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.ledger.ChangeJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A change as it travels: a CloudEvents 1.0 event in JSON, the change with its provenance in the body, which is sealed. */
public final class ChangeEvent {

    private static final String SEALED = "application/vnd.heed.sealed+json";
    private static final String TYPE = "dev.heed.preference.changed.v1";
    private static final ObjectMapper JSON = new JsonMapper();
    private static final JsonFormat FORMAT = new JsonFormat();

    private ChangeEvent() {
    }

    /** @param seal seals the change, so that a queue, its journal and its dead letters hold nothing personal once the subject is erased */
    static String of(Change change, Instant recordedAt, long version, UnaryOperator<byte[]> seal) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(change.id().toString())
                .withType(TYPE)
                .withSource(URI.create("urn:heed:" + change.provenance().source()))
                .withSubject(change.subject().toString())
                .withTime(change.provenance().capturedTo().atOffset(ZoneOffset.UTC))
                .withExtension("recordedtime", recordedAt.atOffset(ZoneOffset.UTC))
                .withExtension("sequence", String.format(Locale.ROOT, "%020d", version))
                .withExtension("correlationid", change.id().toString())
                .withExtension("causationid", change.provenance().digest())
                .withExtension("authtype", authType(change))
                .withExtension("authid", authId(change))
                .withData(SEALED, seal.apply(body(change).toString().getBytes(StandardCharsets.UTF_8)))
                .build();
        return new String(FORMAT.serialize(event), StandardCharsets.UTF_8);
    }

    /** The change in Heed's own words, as the API shows it too. */
    public static ObjectNode body(Change change) {
        ObjectNode body = JSON.createObjectNode();
        body.put("changeId", change.id().toString());
        body.put("subjectId", change.subject().toString());
        body.put("key", change.key().text());
        body.put("value", change.value());
        body.put("contactPoint", change.contactPoint() == null ? null : change.contactPoint().text());
        body.set("provenance", ChangeJson.tree(change.provenance()));
        return body;
    }

    /** CloudEvents auth context: who stands behind the event. */
    private static String authType(Change change) {
        return switch (change.provenance().actor()) {
            case SUBJECT -> "app_user";
            case AGENT -> "user";
            case AUTOMATION -> "service_account";
            case THIRD_PARTY -> "unknown";
        };
    }

    /** The subject by its id here; who else spoke only the source knows, and it answers for them. Never a name: this is not sealed. */
    private static String authId(Change change) {
        return change.provenance().actor() == Actor.SUBJECT ? change.subject().toString() : change.provenance().source();
    }
}
