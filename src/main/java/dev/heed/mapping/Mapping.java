package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Reading.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the fields of one system mean: one table, read both ways. See {@code docs/mappings.md} for the file.
 *
 * @param fields     of the record, by what they mean
 * @param provenance native field -> what of the provenance is written there
 */
public record Mapping(String system, int version, Map<Key, Field> fields, Map<Path, Source> provenance, Map<String, Feed> feeds,
                      ContactPoints contactPoints) {

    /** Keys this table has a field for. */
    public Set<Key> keys() {
        return fields.keySet();
    }

    /** Names of the feeds it reads. */
    public Set<String> feedNames() {
        return feeds.keySet();
    }

    /** @throws Unreadable if the message cannot be understood as a whole; nothing of it is taken then */
    public List<Reading> read(Message message) {
        Feed feed = feeds.get(message.feed());
        if (feed == null) {
            throw new Unreadable(system + " has no feed " + message.feed());
        }
        JsonNode document = Parser.parse(message);
        JsonNode record = feed.record() == null ? document : feed.record().read(document);
        List<Reading> readings = new ArrayList<>();
        for (String id : ids(feed, document)) {
            readings.add(read(message, feed, document, record, id));
        }
        return readings;
    }

    /** The first record that a message is about; nothing if it cannot be understood. */
    public Optional<String> about(Message message) {
        Feed feed = feeds.get(message.feed());
        try {
            return feed == null ? Optional.empty() : Optional.of(ids(feed, Parser.parse(message)).get(0));
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /** What a native record shows of this key, as a token; nothing if the table has no field for it. */
    public Optional<String> tokenFor(Key key, String value) {
        return Optional.ofNullable(fields.get(key)).flatMap(field -> field.tokenFor(value));
    }

    /** Whether its table names this value of the key: what it does not name may be anything, in anybody's words. */
    public boolean lists(Key key, String value) {
        Field field = fields.get(key);
        return field != null && (field.values().containsKey(value) || field.values().containsValue(value) || field.takes().contains(value));
    }

    /** Where in the native record this key stands; nothing if the table has no field for it. */
    public Optional<String> place(Key key) {
        return Optional.ofNullable(fields.get(key)).map(field -> field.path().toString());
    }

    /** Whether every message says the same by the other table, where numbers are read as those of the same country. */
    public boolean readsLike(Mapping other) {
        return fields.equals(other.fields) && feeds.equals(other.feeds);
    }

    /** Whether the other table writes the same of where a value comes from. */
    public boolean tellsOriginLike(Mapping other) {
        return provenance.equals(other.provenance);
    }

    /** What a token of this key means. */
    public Optional<String> meaning(Key key, String token) {
        return Optional.ofNullable(fields.get(key)).flatMap(field -> field.meaning(token));
    }

    /** The native fields that say these tokens, each with the provenance that its record has a field for. */
    public ObjectNode write(Map<Key, String> tokens, Map<Key, Provenance> origins) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        tokens.forEach((key, token) -> {
            Field field = fields.get(key);
            field.write(document, token);
            Provenance origin = origins.get(key);
            if (origin != null) {
                provenance.forEach((path, source) -> {
                    if (source.tells(field)) {
                        source.write(document, field.path(), path, origin);
                    }
                });
            }
        });
        return document;
    }

    private Reading read(Message message, Feed feed, JsonNode document, JsonNode record, String id) {
        boolean deleted = feed.deleted() != null && feed.deleted().on(document);
        String event = feed.event().stream().map(path -> path.read(document).asText("")).collect(Collectors.joining("|"));
        Instant at = feed.captured() == null ? null : feed.captured().read(document, feed.name());
        Instant until = at == null ? null : at.plus(feed.captured().granularity());
        boolean clamped = until != null && at.isAfter(message.receivedAt());
        if (until != null && until.isAfter(message.receivedAt())) {
            until = message.receivedAt();
            at = clamped ? until : at;
        }
        Instant from = at == null || feed.captured().latest() ? null : at;
        var origin = new Provenance(system, id, event.replace("|", "").isEmpty() ? message.digest() + "@" + message.receivedAt() : event,
                feed.actor().read(document), feed.collection(document), feed.evidence().read(document), null, feed.jurisdiction().read(document), from, until, clamped,
                sequence(feed, document), message.receivedAt(), message.digest(),
                system + "@" + version, List.of(system), feed.pointOrigin().read(document));
        return new Reading(system, id, feed.state(), feed.ours() != null && feed.ours().on(document), deleted,
                feed.asOf() == null ? null : feed.asOf().read(document, feed.name()),
                named(feed, feed.email(), contactPoints.email(feed.email(document)), "e-mail address"),
                named(feed, feed.phone(), contactPoints.phone(feed.phone(document)), "telephone number"),
                origin, deleted ? List.of() : said(feed, document, record), feed.also(document));
    }

    /** Where the record is the address or number itself, what is none names nobody whom a refusal could bind. */
    private static ContactPoint named(Feed feed, Path path, Optional<ContactPoint> point, String kind) {
        if (point.isEmpty() && feed.id().equals(path)) {
            throw new Unreadable(feed.name() + ": no " + kind + " in " + path + ", which names the record");
        }
        return point.orElse(null);
    }

    private List<Said> said(Feed feed, JsonNode document, JsonNode record) {
        List<Said> said = new ArrayList<>();
        if (feed.says().isEmpty()) {
            boolean whole = feed.whole() != null && feed.whole().on(document);
            fields.forEach((key, field) -> field.token(record, whole).ifPresent(token -> said.add(shown(feed, key, field, token))));
            return said;
        }
        List<Saying> lines = feed.says().stream().filter(line -> line.applies(document)).toList();
        if (lines.isEmpty()) {
            throw new Unreadable(feed.name() + ": no line of its table is about this message");
        }
        for (Saying saying : lines) {
            saying.meaning(document, feed.name()).ifPresent(value -> said.add(
                    new Said(saying.means(), tokenFor(saying.means(), value).orElse(value), value, false)));
        }
        return said;
    }

    private static Said shown(Feed feed, Key key, Field field, String token) {
        if (field.isMissing(token)) {
            return new Said(key, field.tokenFor(Decision.NOT_SET.text()).orElse(token), Decision.NOT_SET.text(), true, true);
        }
        String meaning = field.meaning(token).orElseThrow(() -> new Unreadable(feed.name() + ": unknown value in " + field.path()
                + ", which is to mean " + key.text() + "; known are " + field.values().keySet()));
        return new Said(key, token, meaning, field.isDefault(token));
    }

    private static List<String> ids(Feed feed, JsonNode document) {
        JsonNode node = feed.id().read(document);
        List<String> ids = (node.isArray() ? StreamSupport.stream(node.spliterator(), false) : java.util.stream.Stream.of(node))
                .map(id -> id.asText("").strip()).map(id -> feed.anyCase() ? id.toLowerCase(Locale.ROOT) : id).filter(id -> !id.isEmpty()).toList();
        if (ids.isEmpty()) {
            throw new Unreadable(feed.name() + ": no record id in " + feed.id());
        }
        return ids;
    }

    private static Long sequence(Feed feed, JsonNode document) {
        JsonNode node = feed.sequence() == null ? null : feed.sequence().read(document);
        return node == null || !node.canConvertToLong() && !node.asText("").matches("\\d{1,18}") ? null : Long.valueOf(node.asText());
    }
}
