package dev.heed.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Setup;
import dev.heed.trial.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What would differ for one person, without any database. */
class TrialTest {

    private static final UUID SUBJECT = UUID.fromString("8d9c2a34-0000-4000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");
    private static final Path HOME = Path.of("src/test/resources/homes/past");
    private static final ContactPoint ADA = ContactPoint.of("email:ada@example.com");
    private static final ContactPoint ADA_AT_WORK = ContactPoint.of("email:ada@work.example.com");
    private static final Key EMAIL = Key.of("email/marketing");

    @TempDir
    Path folder;
    private final Setup today = Setup.read(HOME, text -> text);

    @BeforeEach
    void copy() throws IOException {
        FileSystemUtils.copyRecursively(HOME, folder);
    }

    @Test
    void whatAPersonSaysInTheirOwnWordsIsNotTold() {
        Dossier now = dossier(List.of(said("wish", "call me after six", null)));
        Dossier then = dossier(List.of(said("wish", "never call me", null)));

        assertThat(new Trial(today, today).compare(now, then, NOW)).singleElement().satisfies(state -> {
            assertThat(state.now().value()).isEqualTo("(own words)");
            assertThat(state.then().value()).isEqualTo("(own words)");
            assertThat(state.toString()).doesNotContain("call me");
        });
    }

    @Test
    void aValueThatATableListsIsTold() {
        Dossier now = dossier(List.of(said("language", "en", null)));
        Dossier then = dossier(List.of(said("language", "de", null)));

        assertThat(new Trial(today, today).compare(now, then, NOW)).singleElement()
                .satisfies(state -> assertThat(state.now().value() + state.then().value()).isEqualTo("ende"));
    }

    @Test
    void severalAddressesAreToldApartByTheirNumber() {
        Dossier now = dossier(List.of(said("email/marketing", "granted", ADA), said("email/marketing", "granted", ADA_AT_WORK)));
        Dossier then = dossier(List.of(said("email/marketing", "granted", ADA)));

        assertThat(new Trial(today, today).compare(now, then, NOW)).extracting(Finding::kind, Finding::contactPoint, Finding::sentence)
                .containsExactly(tuple(Kind.STATE, "email 2", "now: grant from `form` by the subject in shop holds now; then: no message says it"));
    }

    @Test
    void aFieldThatWouldBeLeftAloneKeepsWhatStandsThere() throws IOException {
        Setup silent = with("config/systems/crm.yaml", "  email/marketing: {}\n", "");
        List<Change> refused = List.of(said("email/marketing", "withdrawn", ADA));

        assertThat(new Trial(today, silent).compare(dossier(refused, shows("true")), dossier(refused, shows("true")), NOW)).as("it stands there already").isEmpty();
        assertThat(new Trial(today, silent).compare(dossier(refused, shows("false")), dossier(refused, shows("false")), NOW))
                .extracting(Finding::kind, Finding::record, value -> value.now().value(), value -> value.then().value(), value -> value.then().rule())
                .containsExactly(tuple(Kind.VALUE, "crm-1", "true (withdrawn)", "false (granted)", "manifest"));
    }

    @Test
    void aFieldThatLosesItsWordForTheAnswerIsOfTheMapping() throws IOException {
        Setup wordless = with("mappings/crm.mapping.yaml", "\"true\": withdrawn, ", "");
        List<Change> refused = List.of(said("email/marketing", "withdrawn", ADA));

        assertThat(new Trial(today, wordless).compare(dossier(refused, shows("false")), dossier(refused, shows("false")), NOW))
                .extracting(Finding::kind, value -> value.then().rule()).containsExactly(tuple(Kind.VALUE, "mapping"));
    }

    @Test
    void whatNoCountShowsIsNoted() throws IOException {
        assertThat(new Trial(today, with("config/systems/crm.yaml", "kind: test", "kind: test\nenabled: false")).notes()).singleElement().asString().startsWith("crm would be switched off");
        assertThat(new Trial(with("config/systems/crm.yaml", "kind: test", "kind: test\nenabled: false"), today).notes()).singleElement().asString().startsWith("crm would be new");
        assertThat(new Trial(today, with("mappings/crm.mapping.yaml", "version: 1", "version: 2")).notes()).as("a version alone changes nothing").isEmpty();
        Setup moved = with("mappings/crm.mapping.yaml", "optedOut:", "noMail:");
        assertThat(new Trial(today, moved).notes()).anyMatch(note -> note.startsWith("crm: email/marketing moves from optedOut to noMail"))
                .anyMatch(note -> note.startsWith("mappings/crm.mapping.yaml is another table and has the same version, 1"));
        Setup doubtful = with("config/policy.yaml", "homeRegion: US", "homeRegion: US\nsources: {textign: {authority: agent}}");
        assertThat(new Trial(today, doubtful).notes()).singleElement().asString().matches("config/policy\\.yaml:\\d+: 'textign' is no system of config/systems .*");
        Setup told = with("mappings/crm.mapping.yaml", "feeds:", "  provenance:\n    origin: {text: \"${source}\"}\nfeeds:");
        assertThat(new Trial(today, told).notes()).anyMatch(note -> note.startsWith("crm would be told otherwise where a value comes from"));
    }

    @Test
    void messagesAreReadAgainWhereTheyMayTellSomethingElse() throws IOException {
        assertThat(new Trial(today, today).readOtherwise()).isEmpty();
        assertThat(new Trial(today, with("mappings/texting.mapping.yaml", "STOP: withdrawn", "STOP: denied")).readOtherwise()).containsExactly("texting");
        assertThat(new Trial(today, with("config/policy.yaml", "homeRegion: US", "homeRegion: DE")).readOtherwise()).as("numbers without a country").containsExactlyInAnyOrder("crm", "texting");
    }

    private Setup with(String file, String now, String then) throws IOException {
        String text = Files.readString(HOME.resolve(file));
        assertThat(text).contains(now);
        Files.writeString(folder.resolve(file), text.replace(now, then));
        Setup setup = Setup.read(folder, same -> same);
        Files.writeString(folder.resolve(file), text);
        return setup;
    }

    private static RecordView shows(String token) {
        return new RecordView("crm", "crm-1", true, ADA, null, Map.of(EMAIL, Held.seen(token, NOW)));
    }

    private static Dossier dossier(List<Change> changes, RecordView... records) {
        return new Dossier(SUBJECT, new LinkedHashSet<>(List.of(ADA, ADA_AT_WORK)), List.of(records), changes);
    }

    private static Change said(String key, String value, ContactPoint point) {
        Instant at = Instant.parse("2026-05-20T10:00:00Z");
        var origin = new Provenance("shop", "1", key + value + (point == null ? "" : point.text()), Actor.SUBJECT, "checkout", Evidence.FORM, null, null, at, at, false, null,
                at, "digest", "shop@1", List.of("shop"));
        return new Change(Change.name(SUBJECT, Key.of(key), origin), SUBJECT, Key.of(key), value, point, origin);
    }
}
