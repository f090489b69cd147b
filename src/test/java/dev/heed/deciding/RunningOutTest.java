package dev.heed.deciding;

import static dev.heed.change.Decision.GRANTED;
import static dev.heed.change.Decision.PENDING;
import static dev.heed.change.Decision.WITHDRAWN;
import static dev.heed.policy.Statements.ADA;
import static dev.heed.policy.Statements.EMAIL;
import static dev.heed.policy.Statements.NOON;
import static dev.heed.policy.Statements.subjectSaid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.MappingFile;
import dev.heed.policy.Policy;
import dev.heed.policy.PolicyFile;
import dev.heed.system.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be carried because time has passed, and nothing else happened. */
class RunningOutTest {

    private static final Path FILES = Path.of("src/test/resources/deciding");
    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    private static final Key MAIL = Key.of("email/marketing");
    private static final Instant WEEK = NOON.plus(Duration.ofDays(7));
    private static final Instant MONTH = NOON.plus(Duration.ofDays(30));

    @TempDir
    private Path folder;

    @Test
    void anOptInThatIsNeverConfirmedIsCarriedAsExpiredWithItsOwnId() throws IOException {
        Decider decider = decider("optin");
        Change asked = subjectSaid("email/marketing", PENDING, "shop", Duration.ZERO);
        Dossier dossier = dossier("optin", "asked", asked);

        assertThat(decider.nextExpiry(dossier, NOON)).contains(WEEK);
        assertThat(decider.reconsider(dossier, WEEK.minusNanos(1)).deliveries()).isEmpty();
        Decisions over = decider.reconsider(dossier, WEEK);
        assertThat(over.deliveries()).containsExactly(new Delivery(asked.id(), "optin", DeliveryState.QUEUED, null));
        assertThat(over.nextExpiry()).isEmpty();
        assertThat(written(decider, dossier, "optin", WEEK).token()).isEqualTo("lapsed");
        assertThat(decider.reconsider(dossier("optin", "lapsed", asked), WEEK).deliveries()).as("it stands there").isEmpty();
    }

    @Test
    void aFlagThatSwitchesMoreSaysNoWhenOneOfItsTopicsRunsOut() throws IOException {
        Decider decider = decider("crm");
        Change whole = subjectSaid("email/marketing", GRANTED, "shop", Duration.ofDays(10));
        Change topic = subjectSaid("email/marketing/newsletter", GRANTED, "shop", Duration.ZERO);
        Dossier dossier = dossier("crm", "false", whole, topic);

        // the younger yes to the whole is one to the newsletter too, so that nothing ends before it does
        assertThat(decider.reconsider(dossier, MONTH).deliveries()).isEmpty();
        Decisions over = decider.reconsider(dossier("crm", "false", topic), MONTH);
        assertThat(over.deliveries()).containsExactly(new Delivery(topic.id(), "crm", DeliveryState.QUEUED, null));
        assertThat(written(decider, dossier("crm", "false", topic), "crm", MONTH).token()).isEqualTo("true");
    }

    @Test
    void aRefusalThatTheYesHadLiftedIsCarriedAgainAsItself() throws IOException {
        Decider decider = decider("crm");
        Change no = subjectSaid("email/marketing", WITHDRAWN, "shop", Duration.ofDays(-1));
        Change yes = subjectSaid("email/marketing", GRANTED, "shop", Duration.ZERO);
        Dossier dossier = dossier("crm", "false", no, yes);

        assertThat(decider.reconsider(dossier, MONTH.minusNanos(1)).deliveries()).isEmpty();
        Difference again = written(decider, dossier, "crm", MONTH);
        assertThat(again.token()).isEqualTo("true");
        assertThat(again.answer().by().decision()).isEqualTo(WITHDRAWN);
        assertThat(decider.origin(again.answer())).as("somebody did say this").isEqualTo(again.answer().by().provenance());
        assertThat(decider.reconsider(dossier, MONTH).deliveries()).extracting(Delivery::change).containsExactly(again.answer().by().id());
    }

    @Test
    void whatIsWrittenBesideAnEndSaysThatItIsOneAndWhen() throws IOException {
        Decider decider = decider("crm");
        Change yes = subjectSaid("email/marketing", GRANTED, "shop", Duration.ZERO);

        Provenance origin = decider.origin(written(decider, dossier("crm", "false", yes), "crm", MONTH).answer());

        assertThat(origin.collectionPoint()).isEqualTo("expired on 2026-03-31, granted on 2026-03-01: test");
        assertThat(origin.capturedTo()).isEqualTo(MONTH);
        assertThat(origin.actor()).as("no customer did this").isEqualTo(Actor.AUTOMATION);
        assertThat(origin.source()).isEqualTo("shop");
    }

    @Test
    void whereNothingRunsOutNothingIsNoted() throws IOException {
        Decider decider = decider("", "crm");
        assertThat(decider.reconsider(dossier("crm", "false", subjectSaid("email/marketing", GRANTED, "shop", Duration.ZERO)), NOON).nextExpiry()).isEmpty();
    }

    private static Difference written(Decider decider, Dossier dossier, String system, Instant at) {
        return decider.differences(dossier, system, at).values().iterator().next().get(0);
    }

    private static Dossier dossier(String system, String shown, Change... changes) {
        Map<Key, Held> held = new LinkedHashMap<>(Map.of(MAIL, Held.seen(shown, NOON)));
        return new Dossier(ADA, Set.of(EMAIL), List.of(new RecordView(system, "1", true, EMAIL, null, held)), List.of(changes));
    }

    private Decider decider(String system) throws IOException {
        return decider("grants: {expire: {email: P30D}, confirm: P7D}", system);
    }

    private Decider decider(String grants, String system) throws IOException {
        Policy policy = PolicyFile.read(Files.writeString(folder.resolve("policy.yaml"), "homeRegion: US\n" + grants), TAXONOMY);
        SystemCard card = new SystemCard(ManifestFile.read(FILES.resolve(system + ".yaml"), TAXONOMY::knows, text -> text),
                MappingFile.read(FILES.resolve(system + ".mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows));
        return new Decider(policy, TAXONOMY, Map.of(system, card));
    }
}
