package dev.heed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.heed.sandbox.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a viewer sees in the console of the routes that Heed really has, by the calls that the console makes. */
class ConsoleTest {

    private static final String CAMEL = "org.apache.camel:context=heed-end-to-end,type=";
    private static final Pattern ID = Pattern.compile("[ <]id=\"([^\"]+)\"");

    @AfterEach
    void behaveAgain() {
        Scene.system("salesforce").faults().clear();
    }

    @Test
    void everyRouteStandsInTheGroupOfItsFolderAndSaysWhatItDoes() throws Exception {
        Map<String, String> shown = new TreeMap<>();
        ask("read/" + CAMEL + "routes,*/RouteId,RouteGroup,Description,State").forEach(route ->
                shown.put(route.path("RouteId").asText(), route.path("RouteGroup").asText() + ": " + route.path("Description").asText()));

        Map<String, String> written = new TreeMap<>();
        for (JsonNode route : routes()) {
            written.put(route.path("id").asText(), route.path("group").asText() + ": " + route.path("description").asText());
        }
        assertThat(written).isNotEmpty();
        assertThat(shown).containsAllEntriesOf(written);
    }

    @Test
    void everyStepOfEveryRouteHasItsFiguresUnderTheNameInThePicture() throws Exception {
        for (JsonNode route : routes()) {
            String bean = CAMEL + "routes,name=\"" + route.path("id").asText() + "\"";
            Set<String> drawn = ids(ask("exec/" + bean + "/dumpRouteAsXml()").asText());
            Set<String> counted = ids(ask("exec/" + bean + "/dumpRouteStatsAsXml(boolean,boolean)/true/true").asText());
            Set<String> steps = steps(route.path("from").path("steps"), route.path("nodePrefixId").asText(), new TreeSet<>());
            assertThat(drawn).as("drawn of %s", route.path("id").asText()).containsAll(steps);
            // a transaction holds steps and is none
            route.findValues("transacted").forEach(around -> steps.remove(route.path("nodePrefixId").asText() + around.path("id").asText()));
            assertThat(counted).as("counted of %s", route.path("id").asText()).containsAll(steps);
        }
    }

    @Test
    void aMessageOnItsWayIsSeenWhereItIs() throws Exception {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        Scene.system("salesforce").faults().slow(Duration.ofSeconds(3));
        Scene.system("twilio").act(customer.email(), "sms", "STOP");

        Scene.until(() -> ask("exec/" + CAMEL + "services,name=DefaultInflightRepository/browse()").toString().contains("salesforce-out"));
        Scene.system("salesforce").faults().clear();
        Scene.until(() -> SmsConsent.SALESFORCE.refused(Scene.system("salesforce").holds(customer.email()).orElseThrow()));
    }

    @Test
    void everyEndpointIsSeenAndHowOftenARouteTookFromItOrGaveToIt() throws Exception {
        Person customer = Scene.enter(Customers.knownIn(Set.of("salesforce", "twilio")));
        long taken = hits("intake", "in");
        long given = hits("turn", "out");
        Scene.system("twilio").act(customer.email(), "sms", "STOP");

        Scene.until(() -> hits("intake", "in") > taken && hits("turn", "out") > given);
        Set<String> shown = new TreeSet<>();
        ask("read/" + CAMEL + "endpoints,*/EndpointUri").forEach(endpoint -> shown.add(endpoint.path("EndpointUri").asText()));
        for (JsonNode route : routes()) {
            String from = ask("read/" + CAMEL + "routes,name=\"" + route.path("id").asText() + "\"/EndpointUri").asText();
            assertThat(shown).as("endpoints").contains(from);
            assertThat(statistics(route.path("id").asText(), "in")).as("statistics of %s", route.path("id").asText()).hasSize(1);
        }
    }

    private static long hits(String route, String direction) throws Exception {
        return statistics(route, direction).stream().mapToLong(line -> line.path("hits").asLong()).sum();
    }

    private static List<JsonNode> statistics(String route, String direction) throws Exception {
        return ask("exec/" + CAMEL + "services,name=DefaultRuntimeEndpointRegistry/endpointStatistics()").findParents("routeId").stream()
                .filter(line -> line.path("routeId").asText().equals(route) && line.path("direction").asText().equals(direction)).toList();
    }

    private static List<JsonNode> routes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml") && !file.startsWith("routes/errors")).sorted().map(ConsoleTest::route).toList();
        }
    }

    private static JsonNode route(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile()).get(0).path("route");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> steps(JsonNode steps, String prefix, Set<String> ids) {
        for (JsonNode step : steps) {
            JsonNode what = step.elements().next();
            ids.add(prefix + what.path("id").asText());
            steps(what.path("steps"), prefix, ids);
            what.path("when").forEach(branch -> steps(branch.path("steps"), prefix, ids));
            steps(what.path("otherwise").path("steps"), prefix, ids);
        }
        return ids;
    }

    private static Set<String> ids(String xml) {
        Set<String> ids = new TreeSet<>();
        ID.matcher(xml).results().map(found -> found.group(1)).forEach(ids::add);
        return ids;
    }

    private static JsonNode ask(String question) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("viewer:heed".getBytes(StandardCharsets.UTF_8));
        URI url = URI.create(Scene.heed() + "/actuator/jolokia/" + question.replace("\"", "%22"));
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).header("Authorization", "Basic " + credentials).build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode said = new JsonMapper().readTree(answer.body());
        assertThat(said.path("status").asInt()).as("%s: %s", question, said.path("error").asText()).isEqualTo(200);
        return said.path("value");
    }
}
