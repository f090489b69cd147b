package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Actor;
import dev.heed.change.Attribute;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.PointOrigin;
import dev.heed.config.YamlFile;
import dev.heed.identity.ContactPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads {@code mappings/<system>.mapping.yaml}. What the schema cannot say is checked here, with the line. */
public final class MappingFile {

    private final YamlFile file;
    private final Predicate<Key> known;

    private MappingFile(YamlFile file, Predicate<Key> known) {
        this.file = file;
        this.known = known;
    }

    /** @param known whether the taxonomy has this key */
    public static Mapping read(java.nio.file.Path path, ContactPoints contactPoints, Predicate<Key> known) {
        return of(path.toString(), YamlFile.text(path), contactPoints, known);
    }

    /**
     * The same of a text that is at hand.
     *
     * @param name by which it is called where something is wrong with it
     */
    public static Mapping of(String name, String text, ContactPoints contactPoints, Predicate<Key> known) {
        return new MappingFile(YamlFile.of(name, text, "mapping.schema.json"), known).mapping(contactPoints);
    }

    private Mapping mapping(ContactPoints contactPoints) {
        JsonNode content = file.content();
        Map<Key, Field> fields = new LinkedHashMap<>();
        content.at("/record/fields").properties().forEach(entry -> {
            String pointer = "/record/fields/" + escape(entry.getKey());
            Field field = field(pointer, entry.getKey(), entry.getValue());
            if (fields.put(field.means(), field) != null) {
                throw file.error(pointer, "a second field means " + field.means().text() + "; one field a meaning");
            }
        });
        Map<Path, Source> provenance = new LinkedHashMap<>();
        content.at("/record/provenance").properties().forEach(entry -> provenance.put(
                path("/record/provenance/" + escape(entry.getKey()), entry.getKey()), source("/record/provenance/" + escape(entry.getKey()), entry.getValue(), fields)));
        Map<String, Feed> feeds = new LinkedHashMap<>();
        content.path("feeds").properties().forEach(entry -> feeds.put(entry.getKey(),
                feed("/feeds/" + escape(entry.getKey()), entry.getKey(), entry.getValue())));
        return new Mapping(content.path("system").asText(), content.path("version").asInt(), fields, provenance, feeds, contactPoints);
    }

    private Field field(String pointer, String name, JsonNode row) {
        Key means = key(pointer + "/means", row.path("means").asText());
        Map<String, String> values = texts(row.path("values"));
        Map<String, String> write = texts(row.path("write"));
        if (!(means instanceof Attribute)) {
            if (values.isEmpty()) {
                throw file.error(pointer, "a permission needs values: which native value means granted, which withdrawn");
            }
            values.forEach((token, decision) -> decision(pointer + "/values/" + escape(token), decision));
            write.keySet().forEach(decision -> decision(pointer + "/write/" + escape(decision), decision));
        }
        Set<String> defaults = new TreeSet<>();
        row.path("default").forEach(token -> defaults.add(token.asText()));
        Set<String> takes = new TreeSet<>();
        row.path("takes").forEach(token -> takes.add(token.asText()));
        Set<String> missing = new TreeSet<>();
        row.path("missing").forEach(token -> missing.add(token.asText()));
        Field.Type type = row.has("type") ? Field.Type.valueOf(row.path("type").asText().toUpperCase(Locale.ROOT)) : Field.Type.STRING;
        return new Field(path(pointer, name), means, type, values, write, defaults, takes, missing, row.path("longest").asInt(0));
    }

    private Feed feed(String pointer, String name, JsonNode row) {
        List<Saying> says = new ArrayList<>();
        row.path("says").forEach(line -> says.add(saying(pointer + "/says/" + says.size(), line)));
        boolean state = row.path("shows").asText().equals("records");
        if (state != says.isEmpty()) {
            throw file.error(pointer, state ? "a feed that shows records is read by the record's fields and has no 'says'"
                    : "a feed of events needs 'says': which value means what");
        }
        Map<String, Path> also = new LinkedHashMap<>();
        texts(row.path("also")).forEach((system, at) -> also.put(system, path(pointer + "/also/" + escape(system), at)));
        return new Feed(name, state, optional(pointer, row, "record"), path(pointer + "/id", row.path("id").asText()), row.path("anyCase").asBoolean(false),
                optional(pointer, row, "email"), optional(pointer, row, "phone"), row.path("phonePrefix").asText(""),
                paths(pointer + "/event", row.path("event")),
                moment(pointer + "/captured", row.path("captured")), moment(pointer + "/asOf", row.path("asOf")),
                optional(pointer, row, "sequence"), mark(pointer, row.path("ours")), mark(pointer, row.path("deleted")), mark(pointer, row.path("whole")),
                optional(pointer, row, "collection"), stated(pointer + "/actor", row.path("actor"), Actor::of),
                stated(pointer + "/evidence", row.path("evidence"), Evidence::of),
                place(pointer + "/jurisdiction", row.path("jurisdiction")), stated(pointer + "/pointOrigin", row.path("pointOrigin"), PointOrigin::of), also, says);
    }

    private <T> Stated<T> stated(String pointer, JsonNode row, Function<String, T> of) {
        if (row.isTextual()) {
            return new Stated<>(of.apply(row.asText()), null, Map.of());
        }
        Map<String, T> values = new LinkedHashMap<>();
        texts(row.path("values")).forEach((token, meaning) -> values.put(token, of.apply(meaning)));
        return new Stated<>(row.has("other") ? of.apply(row.path("other").asText()) : null,
                row.has("at") ? path(pointer + "/at", row.path("at").asText()) : null, values);
    }

    private Place place(String pointer, JsonNode row) {
        return row.isMissingNode() ? Place.UNSAID : row.isTextual() ? new Place(row.asText(), null, Map.of())
                : new Place(row.path("other").asText(null), path(pointer + "/at", row.path("at").asText()), texts(row.path("values")));
    }

    private Saying saying(String pointer, JsonNode line) {
        Key means = key(pointer + "/means", line.path("means").asText());
        Map<String, String> values = new LinkedHashMap<>();
        texts(line.path("values")).forEach((token, meaning) -> values.put(token.toUpperCase(Locale.ROOT), meaning));
        if (!(means instanceof Attribute)) {
            values.values().stream().filter(meaning -> !meaning.equals(Saying.IGNORE)).forEach(meaning -> decision(pointer, meaning));
        }
        Map<Path, String> when = new LinkedHashMap<>();
        texts(line.path("when")).forEach((at, value) -> when.put(path(pointer, at), value));
        return new Saying(paths(pointer, line.path("at")), when, means, values, line.path("other").asText(null));
    }

    private Source source(String pointer, JsonNode row, Map<Key, Field> fields) {
        Path with = optional(pointer, row, "with");
        if (with != null && fields.values().stream().noneMatch(field -> field.path().equals(with))) {
            throw file.error(pointer + "/with", "'" + with + "' is not among the record's fields");
        }
        return new Source(row.path("text").asText(), row.path("time").asText(null), texts(row.path("values")),
                row.path("beside").asBoolean(false), row.path("about").asText().equals("permissions"), with, row.path("longest").asInt(0));
    }

    private Moment moment(String pointer, JsonNode row) {
        return row.isMissingNode() ? null : new Moment(path(pointer, row.path("at").asText()), row.path("format").asText(),
                Duration.parse(row.path("granularity").asText("PT0S")), row.path("latest").asBoolean(false));
    }

    private Feed.Mark mark(String pointer, JsonNode row) {
        if (row.isMissingNode()) {
            return null;
        }
        Set<String> values = new TreeSet<>();
        row.path("is").forEach(value -> values.add(value.asText().toUpperCase(Locale.ROOT)));
        return new Feed.Mark(path(pointer, row.path("at").asText()), values);
    }

    private Key key(String pointer, String text) {
        try {
            Key key = Key.of(text);
            if (known.test(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw file.error(pointer, e.getMessage());
        }
        throw file.error(pointer, "'" + text + "' is not in config/taxonomy.yaml");
    }

    private void decision(String pointer, String text) {
        try {
            Decision.of(text);
        } catch (IllegalArgumentException e) {
            throw file.error(pointer, "'" + text + "' is no decision; expected granted, denied, withdrawn, pending, expired or not_set");
        }
    }

    private Path path(String pointer, String text) {
        try {
            return new Path(text);
        } catch (IllegalArgumentException e) {
            throw file.error(pointer, e.getMessage());
        }
    }

    private Path optional(String pointer, JsonNode row, String name) {
        return row.has(name) ? path(pointer + "/" + name, row.path(name).asText()) : null;
    }

    private List<Path> paths(String pointer, JsonNode array) {
        List<Path> paths = new ArrayList<>();
        array.forEach(text -> paths.add(path(pointer, text.asText())));
        return paths;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
