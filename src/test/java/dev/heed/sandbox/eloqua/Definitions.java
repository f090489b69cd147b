package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The Bulk definitions by their URI. */
final class Definitions {

    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private final Clock clock;
    private final ExportReader exports;
    private final Map<String, Definition> byUri = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong(54);

    Definitions(Clock clock, ExportReader exports) {
        this.clock = clock;
        this.exports = exports;
    }

    Definition create(DefinitionKind kind, JsonNode json) {
        Properties properties = new Properties(json);
        properties.allowOnly(kind.keys);
        properties.text("name", 100);
        Duration retention = properties.duration("dataRetentionDuration",
                kind.exports() ? Duration.ofHours(12) : Duration.ofDays(7), LONGEST_RETENTION);
        String uri = "/" + kind.path + "/" + lastId.incrementAndGet();
        Instant now = clock.instant();
        var head = new Definition.Head(kind, uri, shown((ObjectNode) json, kind, uri, now), now, retention,
                properties.duration("autoDeleteDuration", null, null));
        Definition definition = kind.exports()
                ? new Definition.Export(head, exports.read(kind, properties)) : ImportReader.read(head, properties);
        byUri.put(uri, definition);
        return definition;
    }

    Optional<Definition> find(String uri) {
        return Optional.ofNullable(byUri.get(uri)).filter(definition -> !definition.head().expired(clock.instant()));
    }

    List<Definition> all(DefinitionKind kind) {
        return byUri.values().stream().map(Definition::head).filter(head -> head.kind() == kind)
                .flatMap(head -> find(head.uri()).stream()).toList();
    }

    void delete(String uri) {
        byUri.remove(uri);
    }

    private static ObjectNode shown(ObjectNode json, DefinitionKind kind, String uri, Instant now) {
        ObjectNode body = json.deepCopy();
        if (!body.has("dataRetentionDuration") && kind != DefinitionKind.CONTACT_SYNC_ACTION) {
            body.put("dataRetentionDuration", kind.exports() ? "PT12H" : "P7D");
        }
        body.put("uri", uri);
        body.put("createdBy", EloquaSimulator.USER);
        body.put("createdAt", Times.resource(now));
        body.put("updatedBy", EloquaSimulator.USER);
        body.put("updatedAt", Times.resource(now));
        return body;
    }
}
