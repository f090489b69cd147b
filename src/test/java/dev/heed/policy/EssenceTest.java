package dev.heed.policy;

import static dev.heed.policy.Statements.ADA;
import static dev.heed.policy.Statements.EMAIL;
import static dev.heed.policy.Statements.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What can still matter of a history decides as the whole of it does. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class EssenceTest {

    private static final Slot MAIL = new Slot(Key.of("email/marketing"), EMAIL);

    private final Resolver resolver = new Resolver(Statements.POLICY);

    @Provide
    Arbitrary<List<Change>> histories() {
        return Arbitraries.oneOf(Histories.any(), Histories.toggles());
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Histories.policies();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, 1_000).map(hours -> NOON.plus(Duration.ofHours(hours)));
    }

    @Property(tries = 1_000)
    void itGivesEverySlotTheAnswerOfTheWholeAtEveryInstant(@ForAll("histories") List<Change> all, @ForAll("policies") Policy policy, @ForAll("instants") Instant at) {
        Resolver resolver = new Resolver(policy);
        List<Change> essence = Essence.of(all);
        for (Slot slot : Histories.slots()) {
            assertThat(resolver.own(ADA, slot, essence, at)).isEqualTo(resolver.own(ADA, slot, all, at));
            assertThat(resolver.effective(ADA, slot, essence, at)).isEqualTo(resolver.effective(ADA, slot, all, at));
            all.forEach(change -> assertThat(resolver.why(ADA, slot, change, essence, at).rule()).isEqualTo(resolver.why(ADA, slot, change, all, at).rule()));
        }
    }

    @Property(tries = 300)
    void itMayBeTakenOfPartsAndOfItself(@ForAll("histories") List<Change> some, @ForAll("histories") List<Change> more) {
        List<Change> parts = new ArrayList<>(Essence.of(some));
        parts.addAll(more);
        List<Change> whole = new ArrayList<>(some);
        whole.addAll(more);
        assertThat(Essence.of(parts)).containsExactlyInAnyOrderElementsOf(Essence.of(whole));
        assertThat(Essence.of(Essence.of(some))).containsExactlyInAnyOrderElementsOf(Essence.of(some));
    }

    @Test
    void theLastOfEachKindIsNotEnough() {
        Change no = said("shop", Decision.WITHDRAWN, NOON, NOON, null);
        Change yes = said("crm", Decision.GRANTED, NOON.plusSeconds(60), NOON.plusSeconds(60), null);
        Change sometime = said("crm", Decision.GRANTED, Instant.EPOCH, NOON.plusSeconds(90), null);
        List<Change> all = List.of(no, yes, sometime);
        List<Change> last = List.of(no, List.of(yes, sometime).stream().max(Comparator.comparing(change -> change.provenance().capturedTo())).orElseThrow());
        assertThat(value(all)).isEqualTo("granted");
        assertThat(value(last)).as("what looks later is not certainly later").isEqualTo("withdrawn");
        assertThat(Essence.of(all)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aSourcesOwnCountCanBringBackOneThatIsEarlierByTheClock() {
        Change no = said("crm", Decision.WITHDRAWN, NOON.plusSeconds(5), NOON.plusSeconds(5), 7L);
        Change late = said("crm", Decision.GRANTED, NOON.plusSeconds(9), NOON.plusSeconds(9), 3L);
        Change counted = said("crm", Decision.GRANTED, NOON, NOON, 8L);
        assertThat(value(List.of(no, late))).isEqualTo("withdrawn");
        assertThat(value(List.of(no, late, counted))).isEqualTo("granted");
        assertThat(Essence.of(List.of(no, late, counted))).contains(counted);
    }

    @Test
    void oneThatIsNeitherTheLastNorTheYoungestNorTheHighestCountedCanBeTheOnlyOneThatLifts() {
        Overlay fiveDays = new Overlay(ByChannel.unset(), new ByChannel<>(Map.of("*", Period.ofDays(5))), ByChannel.unset(), null);
        Resolver expiring = new Resolver(new Policy(Duration.ofSeconds(2), Duration.ofMillis(500), 5, "US", Ranks.USUAL, Lifting.USUAL, Map.of(), Map.of(),
                fiveDays, Jurisdictions.NONE));
        Change no = said("crm", Decision.WITHDRAWN, NOON, NOON, 4L);
        Change outOfDate = said("crm", Decision.GRANTED, Instant.EPOCH, NOON.plusSeconds(20), 9L);
        Change countedBefore = said("crm", Decision.GRANTED, NOON.plusSeconds(15), NOON.plusSeconds(25), 1L);
        Change between = said("crm", Decision.GRANTED, NOON.plusSeconds(10), NOON.plusSeconds(10), 5L);
        List<Change> all = List.of(no, outOfDate, countedBefore, between);
        assertThat(expiring.own(ADA, MAIL, all, NOON.plusSeconds(60)).value()).isEqualTo("granted");
        assertThat(expiring.own(ADA, MAIL, List.of(no, outOfDate, countedBefore), NOON.plusSeconds(60)).value()).isEqualTo("withdrawn");
        assertThat(Essence.of(all)).contains(between);
    }

    @Test
    void whoTogglesTenThousandTimesKeepsOneOfEach() {
        List<Change> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Instant when = NOON.plusSeconds(i);
            all.add(said("crm", i % 2 == 0 ? Decision.GRANTED : Decision.WITHDRAWN, when, when, (long) i));
        }
        assertThat(Essence.of(all)).hasSize(2);
        assertThat(value(Essence.of(all))).isEqualTo("withdrawn");
    }

    private String value(List<Change> all) {
        return resolver.own(ADA, MAIL, all, NOON.plusSeconds(100_000)).value();
    }

    private static Change said(String source, Decision decision, Instant from, Instant to, Long sequence) {
        Change change = Statements.said(ADA, "email/marketing", decision, EMAIL, source, dev.heed.change.Actor.SUBJECT,
                dev.heed.change.Evidence.FORM, Duration.between(NOON, to), sequence);
        Provenance origin = change.provenance().captured(from, to);
        return new Change(change.id(), ADA, change.key(), change.value(), EMAIL, origin);
    }
}
