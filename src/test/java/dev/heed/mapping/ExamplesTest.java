package dev.heed.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Key;
import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example below {@code mappings/examples}: what a native message says, and what native fields say a preference. */
class ExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("mappings/examples");
    private static final Map<String, Mapping> MAPPINGS = new LinkedHashMap<>();

    static Stream<Path> readable() throws IOException {
        return examples(file -> named(file).split("\\.").length == 3 && !named(file).contains(".expected."));
    }

    /** Examples of feeds that show records. */
    static Stream<Path> shown() throws IOException {
        return readable().filter(file -> mapping(file.getParent().getFileName().toString()).feeds().get(named(file).split("\\.")[1]).says().isEmpty());
    }

    static Stream<Path> unreadable() throws IOException {
        return examples(file -> named(file).contains(".unreadable."));
    }

    static Stream<Path> written() throws IOException {
        return examples(file -> file.getParent().endsWith("write"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void saysWhatItIsExpectedToSay(Path file) throws IOException {
        Path expected = file.resolveSibling(named(file).split("\\.")[0] + ".expected.json");
        assertThat((JsonNode) said(file)).isEqualTo(normal(JSON.readTree(expected.toFile())));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void isParkedWithASentenceThatNamesFeedAndField(Path file) {
        assertThatThrownBy(() -> said(file)).isInstanceOf(Unreadable.class).hasMessageContaining(named(file).split("\\.")[1] + ": ");
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesTheFieldsItIsExpectedToWrite(Path file) throws IOException {
        JsonNode example = JSON.readTree(file.toFile());
        Mapping mapping = mapping(file.getParent().getParent().getFileName().toString());
        assertThat(written(mapping, example.path("say"))).hasToString(example.path("fields").toString());
    }

    @ParameterizedTest
    @MethodSource("written")
    void readsBackWhatItWroteUpToWhatTheSystemCannotTellApart(Path file) throws IOException {
        JsonNode example = JSON.readTree(file.toFile());
        Mapping mapping = mapping(file.getParent().getParent().getFileName().toString());
        example.path("say").properties().forEach(entry -> {
            Key key = Key.of(entry.getKey());
            String token = mapping.tokenFor(key, entry.getValue().asText()).orElseThrow();
            String back = mapping.fields().get(key).token(written(mapping, example.path("say"))).orElseThrow();
            assertThat(back).isEqualTo(token);
            assertThat(mapping.tokenFor(key, mapping.meaning(key, back).orElseThrow())).contains(token);
        });
    }

    /** As far as the system can be told: Salesforce takes no empty language. */
    @ParameterizedTest
    @MethodSource("shown")
    void writesTheRecordThatItRead(Path file) throws IOException {
        Mapping mapping = mapping(file.getParent().getFileName().toString());
        Feed feed = mapping.feeds().get(named(file).split("\\.")[1]);
        JsonNode document = JSON.readTree(file.toFile());
        JsonNode record = feed.record() == null ? document : feed.record().read(document);
        Map<Key, String> tokens = new LinkedHashMap<>();
        read(file).stream().flatMap(reading -> reading.said().stream()).filter(said -> !said.isMissing())
                .forEach(said -> mapping.tokenFor(said.key(), said.value()).ifPresent(token -> tokens.put(said.key(), token)));
        ObjectNode written = mapping.write(tokens, Map.of());
        assertThat(tokens.keySet()).allSatisfy(key -> {
            dev.heed.mapping.Path field = mapping.fields().get(key).path();
            assertThat(field.read(written).asText()).as(key.text()).isEqualTo(field.read(record).asText());
        });
    }

    private static ObjectNode written(Mapping mapping, JsonNode say) {
        Map<Key, String> tokens = new LinkedHashMap<>();
        say.properties().forEach(entry -> tokens.put(Key.of(entry.getKey()), mapping.tokenFor(Key.of(entry.getKey()), entry.getValue().asText()).orElseThrow()));
        return mapping.write(tokens, Map.of());
    }

    private static ArrayNode said(Path file) throws IOException {
        ArrayNode readings = JSON.createArrayNode();
        read(file).forEach(reading -> {
            ObjectNode shown = readings.addObject().put("record", reading.recordId());
            if (reading.email() != null) {
                shown.put("email", reading.email().text());
            }
            if (reading.phone() != null) {
                shown.put("phone", reading.phone().text());
            }
            if (reading.deleted()) {
                shown.put("deleted", true);
            }
            ObjectNode said = shown.putObject("said");
            reading.said().forEach(one -> said.put(one.key().text(), one.value()));
        });
        return readings;
    }

    private static List<Reading> read(Path file) throws IOException {
        boolean form = named(file).endsWith(".form");
        byte[] body = form ? Files.readString(file).strip().getBytes(java.nio.charset.StandardCharsets.UTF_8) : Files.readAllBytes(file);
        return mapping(file.getParent().getFileName().toString())
                .read(new Message(named(file).split("\\.")[1], body, null, form, Instant.parse("2030-01-01T00:00:00Z"), "digest"));
    }

    /** Contact points may be written in the example as they are written by people. */
    private static JsonNode normal(JsonNode expected) {
        expected.forEach(reading -> {
            point(reading, "email");
            point(reading, "phone");
            if (!reading.path("deleted").asBoolean()) {
                ((ObjectNode) reading).remove("deleted");
            }
            if (!reading.has("said")) {
                ((ObjectNode) reading).putObject("said");
            }
        });
        return expected;
    }

    private static void point(JsonNode reading, String kind) {
        String text = reading.path(kind).asText("");
        if (text.isEmpty()) {
            ((ObjectNode) reading).remove(kind);
        } else if (!text.startsWith(kind + ":")) {
            ((ObjectNode) reading).put(kind, kind + ":" + text);
        }
    }

    private static Mapping mapping(String system) {
        return MAPPINGS.computeIfAbsent(system, name -> MappingFile.read(Path.of("mappings", name + ".mapping.yaml"),
                new ContactPoints("US"), Taxonomy.read(Path.of("config/taxonomy.yaml"))::knows));
    }

    private static String named(Path file) {
        return file.getFileName().toString();
    }

    private static Stream<Path> examples(java.util.function.Predicate<Path> chosen) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile).filter(chosen).sorted().toList().stream();
        }
    }
}
