package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.embedded.TestDatabase;
import dev.heed.sandbox.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A look into the past is judged by what was in force then: policy, taxonomy and mapping tables. */
class PolicyThenTest extends ApiCase {

    private static final String POLICY = "config/policy.yaml";
    private static final String TAXONOMY = "config/taxonomy.yaml";
    private static final String MAPPING = "mappings/twilio.mapping.yaml";
    private static final Map<String, UnaryOperator<String>> AS_IT_IS = Map.of();
    private static final Map<String, UnaryOperator<String>> STRICTER = Map.of(
            POLICY, text -> text.replaceFirst("(?m)^grants:.*$", "grants: {evidence: double_opt_in}").replaceFirst("(?m)^revocation:.*$", "revocation: channel"),
            TAXONOMY, text -> text.replaceFirst("(?m)^topics:$", "topics:\n  events: {description: Invitations}"),
            MAPPING, text -> text.replace("{opt-in: granted, opt-out: withdrawn}", "{opt-in: granted, opt-out: denied}\n      write: {withdrawn: opt-out}"));

    private static Map<String, String> settings;
    private static Map<String, UnaryOperator<String>> files;

    @BeforeAll
    static void prepare() {
        settings = new LinkedHashMap<>(TestDatabase.fresh());
        folder = HeedWithTwilio.folder();
        startWith(AS_IT_IS);
    }

    @AfterAll
    static void close() {
        together.close();
    }

    @BeforeEach
    void beginWithTheFilesAsTheyAre() {
        if (files != AS_IT_IS) {
            restartWith(AS_IT_IS);
        }
    }

    private static void startWith(Map<String, UnaryOperator<String>> changed) {
        files = changed;
        together = HeedWithTwilio.start(folder, changed, settings);
        jdbc = together.heed().getBean(JdbcClient.class);
    }

    private static void restartWith(Map<String, UnaryOperator<String>> changed) {
        together.close();
        startWith(changed);
    }

    /** The same as {@link PastCase} finds, while the policy becomes another one and then again what it was. */
    @Test
    void everyMomentIsAnsweredAsItWasWhateverThePolicyBecame() {
        RandomPast past = new RandomPast(this, 1);
        past.goOn(25);
        List<JsonNode> before = past.askAboutAll();

        restartWith(STRICTER);
        assertThat(past.askAboutAll()).as("nothing was said, and something else holds").isNotEqualTo(before);
        past.goOn(25);
        past.isAnsweredAsItWas();

        restartWith(AS_IT_IS);
        past.askAboutAll();
        past.goOn(10);
        past.isAnsweredAsItWas();
    }

    @Test
    void anAnswerNamesThePolicyThatJudgedItAndItCanBeRead() {
        String email = freshEmail();
        tell("email", email, "key", "email/marketing", "value", "granted");
        String subject = subject(email);
        JsonNode before = ask(subject, "");
        assertThat(value(before)).isEqualTo("granted");

        restartWith(STRICTER);
        JsonNode after = ask(subject, "");
        assertThat(value(after)).as("a form is no double opt-in").isNotEqualTo("granted");
        assertThat(value(ask(subject, moment(before)))).isEqualTo("granted");
        assertThat(ask(subject, moment(before)).path("policy")).isEqualTo(before.path("policy"));
        assertThat(ask(subject, moment(after))).isEqualTo(after);
        assertThat(after.path("policy")).isNotEqualTo(before.path("policy"));
        assertThat(get("viewer", "/api/v1/subjects/" + subject + "/why?channel=email&purpose=marketing").at("/policy")).isEqualTo(after.path("policy"));
        assertThat(value(ask(subject, "?knownAt=" + before.path("knownAt").asText()))).as("true now, known then").isEqualTo("granted");
        assertThat(value(ask(subject, "?asOf=" + before.path("asOf").asText()))).as("true then, known now").isEqualTo(value(after));

        JsonNode known = get("viewer", "/api/v1/policies").at("/policies");
        assertThat(known).contains(before.path("policy"));
        assertThat(known.get(known.size() - 1)).isEqualTo(after.path("policy"));
        String digest = after.at("/policy/digest").asText();
        assertThat(get("viewer", "/api/v1/policies/" + digest).at("/files").path(POLICY).asText()).contains("grants: {evidence: double_opt_in}");
        assertThat(get("viewer", "/api/v1/policies/" + before.at("/policy/digest").asText()).at("/files").path(POLICY).asText()).contains("grants: {evidence: import}");
        assertThat(get("viewer", "/api/v1/policies/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(get("viewer", "/api/v1/policies/none").status()).isEqualTo(404);

        restartWith(AS_IT_IS);
        assertThat(value(ask(subject, ""))).isEqualTo("granted");
        assertThat(ask(subject, moment(after))).isEqualTo(after);
    }

    @Test
    void whatASystemHeldIsReadByTheMappingTableOfThen() {
        String phone = freshPhone();
        twilio().enrol(new Person(freshEmail(), phone, "Ada", "Example", "en", "", Set.of("twilio")));
        String no = tell("phone", phone, "value", "withdrawn");
        await().atMost(Duration.ofSeconds(20)).until(() -> get("viewer", "/api/v1/changes/" + no).at("/complete").asBoolean());
        String subject = subject(phone);
        JsonNode before = ask(subject, "?system=twilio");
        assertThat(before.at("/records/0/fields/0/meaning").asText()).isEqualTo("withdrawn");

        restartWith(STRICTER);
        JsonNode after = ask(subject, "?system=twilio");
        assertThat(after.at("/records/0/fields/0/token").asText()).isEqualTo("opt-out");
        assertThat(after.at("/records/0/fields/0/meaning").asText()).isEqualTo("denied");
        assertThat(ask(subject, "?system=twilio&knownAt=" + before.path("knownAt").asText())).isEqualTo(before);
        assertThat(ask(subject, "?system=twilio&knownAt=" + after.path("knownAt").asText())).isEqualTo(after);
    }

    @Test
    void whereWhatWasInForceIsNotUnderstoodAnyMoreTheAnswerSaysSoAndIsNotAnothers() throws Exception {
        String email = freshEmail();
        tell("email", email, "key", "email/marketing", "value", "granted");
        String subject = subject(email);
        JsonNode before = ask(subject, "");
        Map<String, String> texts = new LinkedHashMap<>();
        get("viewer", "/api/v1/policies/" + before.at("/policy/digest").asText()).at("/files").properties().forEach(file -> texts.put(file.getKey(), file.getValue().asText()));
        note("a", texts, MAPPING, "system: twilio\ndreams: {}");
        String oddTable = Instant.now().toString();
        note("b", texts, POLICY, "moods: [calm]");
        String oddPolicy = Instant.now().toString();

        assertThat(value(ask(subject, "?knownAt=" + oddTable))).as("asks for no mapping table").isEqualTo("granted");
        Reply table = get("viewer", "/api/v1/subjects/" + subject + "/preferences?system=twilio&knownAt=" + oddTable);
        assertThat(table.status()).isEqualTo(501);
        assertThat(table.text("/detail")).contains("mappings/twilio.mapping.yaml:").contains("a".repeat(64));
        Reply policy = get("viewer", "/api/v1/subjects/" + subject + "/preferences?knownAt=" + oddPolicy);
        assertThat(policy.status()).isEqualTo(501);
        assertThat(policy.type()).startsWith("application/problem+json");
        assertThat(policy.text("/detail")).contains("config/policy.yaml:1: ").contains("moods").contains("b".repeat(64));
        assertThat(policy.text("/instance")).startsWith("urn:uuid:");
        assertThat(ask(subject, moment(before))).isEqualTo(before);
        assertThat(value(ask(subject, ""))).as("this one goes on by its own").isEqualTo("granted");

        restartWith(AS_IT_IS);
        JsonNode after = ask(subject, "");
        assertThat(after.path("policy")).as("noted again").isNotEqualTo(before.path("policy"));
        assertThat(ask(subject, moment(after))).isEqualTo(after);
    }

    /** As another node does that is of a later version. */
    private static void note(String digit, Map<String, String> texts, String name, String text) throws Exception {
        Map<String, String> other = new LinkedHashMap<>(texts);
        other.put(name, text);
        jdbc.sql("insert into policy_note (since, digest, files) values (?, ?, ?::jsonb)")
                .params(Instant.now().atOffset(ZoneOffset.UTC), digit.repeat(64), new ObjectMapper().writeValueAsString(other)).update();
    }

    private static String moment(JsonNode answer) {
        return "?asOf=" + answer.path("asOf").asText() + "&knownAt=" + answer.path("knownAt").asText();
    }

    private static String value(JsonNode state) {
        for (JsonNode preference : state.path("preferences")) {
            if (preference.path("key").asText().equals("email/marketing")) {
                return preference.path("value").asText();
            }
        }
        return "nothing";
    }
}
