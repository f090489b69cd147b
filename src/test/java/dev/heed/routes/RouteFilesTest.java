package dev.heed.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every file below {@code routes/} keeps to, so that Kaoto opens it and an operator can read it. */
class RouteFilesTest {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonSchema SCHEMA = schema();

    static Stream<Path> routes() throws IOException {
        return files(".camel.yaml").filter(file -> !file.startsWith("routes/errors"));
    }

    static Stream<Path> kamelets() throws IOException {
        return files(".kamelet.yaml");
    }

    static Stream<Path> all() throws IOException {
        return files(".camel.yaml");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isValidByTheSchemaOfTheYamlDsl(Path file) throws IOException {
        assertThat(SCHEMA.validate(withValuesForPlaceholders(YAML.readTree(file.toFile())))).isEmpty();
    }

    /** The schema knows no placeholder where it wants a number, though Camel does. */
    private static JsonNode withValuesForPlaceholders(JsonNode file) throws IOException {
        return YAML.readTree(YAML.writeValueAsString(file).replaceAll("(completionSize): \"\\{\\{[^\"]*}}\"", "$1: 1"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void holdsOneRouteThatSaysWhatItIs(Path file) throws IOException {
        JsonNode entries = YAML.readTree(file.toFile());
        assertThat(entries).hasSize(1);
        JsonNode route = entries.get(0).path("route");
        String name = file.getFileName().toString().replace(".camel.yaml", "");
        assertThat(route.path("id").asText()).as("id is the file's name").isEqualTo(name);
        assertThat(route.path("group").asText()).as("group is the folder").isEqualTo(file.getParent().getFileName().toString());
        assertThat(route.path("description").asText()).as("a description an operator can read").hasSizeBetween(20, 200);
        assertThat(route.path("nodePrefixId").asText()).isEqualTo(name + "-");
        assertThat(route.path("from").path("steps")).as("three to ten steps").hasSizeBetween(1, 10);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void namesAnErrorHandlingThatThereIs(Path file) throws IOException {
        JsonNode route = YAML.readTree(file.toFile()).get(0).path("route");
        assertThat(route.path("routeConfigurationId").asText()).isIn(configurations());
    }

    /** Gathered in another way nobody would be loaded, and all would wait for the sweep. */
    @ParameterizedTest
    @MethodSource("routes")
    void gathersByWokenWhatItLoads(Path file) throws IOException {
        YAML.readTree(file.toFile()).findValues("aggregate").stream().filter(gathers -> gathers.findValuesAsText("templateId").contains("load-action"))
                .forEach(gathers -> assertThat(gathers.path("aggregationStrategy").asText()).isEqualTo("#woken"));
    }

    /** Within a kamelet that is called from a route with an error handling of its own, a further kamelet gets Camel's, and ours never hears of what failed there. */
    @Test
    void aKameletThatCallsAnotherIsCalledByPartsThatLeaveTheirErrorsToTheRoute() throws IOException {
        Set<String> calling = new TreeSet<>();
        for (Path file : files(".kamelet.yaml").toList()) {
            if (!kameletsCalled(YAML.readTree(file.toFile())).isEmpty()) {
                calling.add(file.getFileName().toString().replace(".kamelet.yaml", ""));
            }
        }
        assertThat(calling).isNotEmpty();
        for (Path file : routes().toList()) {
            JsonNode route = YAML.readTree(file.toFile()).get(0).path("route");
            if (kameletsCalled(route).stream().anyMatch(calling::contains)) {
                assertThat(route.path("routeConfigurationId").asText()).as("%s", file).isEqualTo("errors-within");
            }
        }
    }

    private static List<String> kameletsCalled(JsonNode within) {
        return within.findValuesAsText("templateId");
    }

    /** Camel counts its tries in a header: where it is removed on the way to a call that fails, the call is tried until the breaker opens, and nobody hears why it failed. */
    @Test
    void noStepForgetsHowOftenItWasTried() throws IOException {
        for (Path file : files(".yaml").toList()) {
            YAML.readTree(file.toFile()).findValues("removeHeaders").stream().filter(removes -> removes.path("pattern").asText().equals("*"))
                    .forEach(removes -> assertThat(removes.path("excludePattern").asText()).as("%s", file).isEqualTo("CamelRedeliveryCounter"));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void givesEveryStepAnId(Path file) throws IOException {
        List<String> nameless = new ArrayList<>();
        steps(YAML.readTree(file.toFile()).get(0).path("route").path("from").path("steps"), nameless);
        assertThat(nameless).as("steps without id in %s", file).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletDeclaresWhatItUsesAndUsesWhatItDeclares(Path file) throws IOException {
        JsonNode kamelet = YAML.readTree(file.toFile());
        assertThat(kamelet.at("/metadata/name").asText() + ".kamelet.yaml").isEqualTo(file.getFileName().toString());
        assertThat(kamelet.at("/spec/definition/title").asText()).isNotBlank();
        assertThat(kamelet.at("/spec/definition/description").asText()).isNotBlank();
        String template = kamelet.at("/spec/template").toString();
        kamelet.at("/spec/definition/properties").properties().forEach(property -> {
            assertThat(property.getValue().path("description").asText()).as(property.getKey()).isNotBlank();
            assertThat(template).as("property %s is used", property.getKey()).contains("{{" + property.getKey() + "}}");
        });
    }

    /** What the Kamelet's own definition asks for, and in its template what the schema asks for of a route. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletHasTheShapeOfAKamelet(Path file) throws IOException {
        JsonNode kamelet = YAML.readTree(file.toFile());
        assertThat(names(kamelet)).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText()).isIn("action", "source", "sink");
        assertThat(names(kamelet.path("spec"))).containsExactlyInAnyOrder("definition", "template");
        JsonNode definition = kamelet.at("/spec/definition");
        assertThat(names(definition)).isSubsetOf("title", "description", "type", "required", "properties");
        assertThat(definition.path("type").asText()).isEqualTo("object");
        definition.path("required").forEach(name -> assertThat(names(definition.path("properties"))).contains(name.asText()));
        definition.path("properties").properties().forEach(property -> {
            assertThat(names(property.getValue())).as(property.getKey()).contains("title", "description", "type").isSubsetOf("title", "description", "type", "default");
            assertThat(property.getValue().path("type").asText()).as(property.getKey()).isIn("string", "integer", "number", "boolean");
        });
        JsonNode template = kamelet.at("/spec/template");
        assertThat(names(template)).containsExactly("from");
        assertThat(template.at("/from/uri").asText()).isEqualTo("kamelet:source");
        assertThat(SCHEMA.validate(YAML.createArrayNode().add(YAML.createObjectNode().set("route", template)))).isEmpty();
    }

    private static Set<String> names(JsonNode of) {
        Set<String> names = new TreeSet<>();
        of.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void everySystemHasItsThreeFilesAndItsRoutes() throws IOException {
        Set<String> systems = names(Path.of("config/systems"), ".yaml");
        assertThat(names(Path.of("mappings"), ".mapping.yaml")).isEqualTo(systems);
        for (String system : systems) {
            assertThat(Path.of("routes", system, system + "-out.camel.yaml")).exists();
            assertThat(Path.of("routes", system, system + "-in.camel.yaml")).exists();
            assertThat(Path.of("mappings/examples", system)).isDirectory();
        }
    }

    private static void steps(JsonNode steps, List<String> nameless) {
        for (JsonNode step : steps) {
            step.properties().forEach(entry -> {
                if (!entry.getValue().has("id")) {
                    nameless.add(entry.getKey());
                }
                entry.getValue().properties().forEach(inner -> {
                    if (inner.getKey().equals("steps")) {
                        steps(inner.getValue(), nameless);
                    }
                });
            });
        }
    }

    private static Set<String> configurations() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path file : files(".camel.yaml").filter(path -> path.startsWith("routes/errors")).toList()) {
            ids.add(YAML.readTree(file.toFile()).get(0).path("routeConfiguration").path("id").asText());
        }
        return ids;
    }

    private static Set<String> names(Path folder, String ending) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ending)).forEach(name -> names.add(name.replace(ending, "")));
        }
        return names;
    }

    private static Stream<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    private static JsonSchema schema() {
        try (InputStream schema = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
