package dev.heed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What is known of a record, as one sealed JSON document: its id may be a person's address, and its fields hold their words. */
final class RecordJson {

    private static final long SECOND = 1_000_000_000;

    private RecordJson() {
    }

    static byte[] write(RecordView record) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", record.id());
        document.put("email", record.email() == null ? null : record.email().text());
        document.put("phone", record.phone() == null ? null : record.phone().text());
        ObjectNode held = document.putObject("held");
        record.held().forEach((key, value) -> {
            ArrayNode earlier = held.putObject(key.text())
                    .put("token", value.token())
                    .put("sent", value.sent())
                    .put("sentAt", nanos(value.sentAt()))
                    .put("seenAt", nanos(value.seenAt()))
                    .put("repairs", value.repairs())
                    .putArray("earlier");
            value.earlier().forEach(write -> earlier.addObject().put("token", write.token()).put("at", nanos(write.at())).put("until", nanos(write.until())));
        });
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static RecordView read(String system, boolean present, byte[] json) {
        JsonNode document = ChangeJson.tree(json);
        Map<Key, Held> held = new LinkedHashMap<>();
        document.path("held").fields().forEachRemaining(field -> held.put(Key.of(field.getKey()), new Held(
                field.getValue().path("token").asText(null), field.getValue().path("sent").asText(null), instant(field.getValue().path("sentAt")),
                instant(field.getValue().path("seenAt")), field.getValue().path("repairs").asInt(),
                earlier(field.getValue().path("earlier")))));
        return new RecordView(system, document.path("id").asText(), present, point(document.path("email")), point(document.path("phone")), held);
    }

    private static List<Held.Write> earlier(JsonNode writes) {
        return StreamSupport.stream(writes.spliterator(), false)
                .map(write -> new Held.Write(write.path("token").asText(), instant(write.path("at")), instant(write.path("until")))).toList();
    }

    /** Since 1970: a record has dozens of times, is read whenever its person is, and a date is slow to read. */
    private static Long nanos(Instant instant) {
        return instant == null ? null : Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }

    /** What was kept before times were numbers has them as text. */
    private static Instant instant(JsonNode time) {
        if (time.isTextual()) {
            return Instant.parse(time.asText());
        }
        return time.isNumber() ? Instant.ofEpochSecond(Math.floorDiv(time.longValue(), SECOND), Math.floorMod(time.longValue(), SECOND)) : null;
    }

    private static ContactPoint point(JsonNode text) {
        return text.isTextual() ? ContactPoint.of(text.asText()) : null;
    }
}
