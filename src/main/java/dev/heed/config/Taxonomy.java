package dev.heed.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Attribute;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be preferred: {@code config/taxonomy.yaml}.
 *
 * @param channels    each with the kind of contact point it reaches, empty for those that have none here
 * @param concepts    what purposes are in the Data Privacy Vocabulary, of those that say it
 * @param permissions every one there is: each purpose on each channel, as a whole and topic by topic
 */
public record Taxonomy(Map<String, Optional<ContactPoint.Kind>> channels, Set<String> purposes, Set<String> topics, Set<String> attributes, List<Permission> permissions, Map<String, String> concepts) {

    public static Taxonomy read(Path path) {
        return of(path.toString(), YamlFile.text(path));
    }

    /** @param name by which the text is called where something is wrong with it */
    public static Taxonomy of(String name, String text) {
        JsonNode content = YamlFile.of(name, text, "taxonomy.schema.json").content();
        Map<String, Optional<ContactPoint.Kind>> channels = new LinkedHashMap<>();
        content.path("channels").properties().forEach(entry -> channels.put(entry.getKey(),
                Optional.ofNullable(entry.getValue().path("reaches").asText(null))
                        .map(kind -> ContactPoint.Kind.valueOf(kind.toUpperCase(Locale.ROOT)))));
        Set<String> purposes = names(content.path("purposes"));
        Set<String> topics = names(content.path("topics"));
        return new Taxonomy(channels, purposes, topics, names(content.path("attributes")), permissions(channels.keySet(), purposes, topics),
                concepts(content.path("purposes")));
    }

    public boolean knows(Key key) {
        if (key instanceof Attribute attribute) {
            return attributes.contains(attribute.name());
        }
        Permission permission = (Permission) key;
        return channels.containsKey(permission.channel()) && purposes.contains(permission.purpose())
                && (permission.topic() == null || topics.contains(permission.topic()));
    }

    private static List<Permission> permissions(Set<String> channels, Set<String> purposes, Set<String> topics) {
        List<Permission> all = new ArrayList<>();
        channels.forEach(channel -> purposes.forEach(purpose -> {
            all.add(new Permission(channel, purpose, null));
            topics.forEach(topic -> all.add(new Permission(channel, purpose, topic)));
        }));
        return List.copyOf(all);
    }

    /** The kind of contact point that a permission is for. */
    public Optional<ContactPoint.Kind> reaches(Key key) {
        return key instanceof Permission permission ? channels.getOrDefault(permission.channel(), Optional.empty()) : Optional.empty();
    }

    /** The name of a purpose in the Data Privacy Vocabulary, https://w3id.org/dpv: the most general where none is given. */
    public String concept(String purpose) {
        return concepts.getOrDefault(purpose, "Purpose");
    }

    private static Map<String, String> concepts(JsonNode purposes) {
        Map<String, String> concepts = new LinkedHashMap<>();
        purposes.properties().stream().filter(purpose -> purpose.getValue().has("dpv")).forEach(purpose -> concepts.put(purpose.getKey(), purpose.getValue().path("dpv").asText()));
        return Map.copyOf(concepts);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
