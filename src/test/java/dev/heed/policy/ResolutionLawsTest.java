package dev.heed.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws 2 to 5, over histories of every kind. */
class ResolutionLawsTest {

    private static final List<String> KEYS = List.of("email/marketing", "email/marketing/newsletter", "email/marketing/offers");

    private static final Instant AT = Statements.NOON.plus(Duration.ofDays(1));

    private final Resolver resolver = new Resolver(Statements.POLICY);

    @Provide
    Arbitrary<List<Change>> histories() {
        Arbitrary<Change> change = Combinators.combine(
                Arbitraries.of(Statements.ADA, Statements.BEN),
                Arbitraries.of(KEYS), Arbitraries.of(Decision.class),
                Arbitraries.of(Statements.EMAIL, Statements.OTHER_EMAIL).injectNull(0.1),
                Arbitraries.of("crm", "shop", "sms"), Arbitraries.of(Actor.class), Arbitraries.of(Evidence.class),
                Arbitraries.integers().between(0, 20_000)).as((subject, key, decision, point, source, actor, evidence, millis) ->
                Statements.said(subject, key, decision, point, source, actor, evidence, Duration.ofMillis(millis)));
        return change.list().ofMaxSize(12);
    }

    @Property
    void anyOrderAndAnyRepetitionGivesTheSame(@ForAll("histories") List<Change> history, @ForAll long seed) {
        List<Change> shuffled = new ArrayList<>(history);
        shuffled.addAll(history);
        Collections.shuffle(shuffled, new Random(seed));
        for (Slot slot : slots()) {
            assertThat(resolver.own(Statements.ADA, slot, shuffled, AT)).isEqualTo(resolver.own(Statements.ADA, slot, history, AT));
            assertThat(resolver.effective(Statements.ADA, slot, shuffled, AT)).isEqualTo(resolver.effective(Statements.ADA, slot, history, AT));
        }
    }

    @Property
    void aRefusalGivesWayOnlyToAnAffirmativeYesOfTheSamePersonForThatAddress(@ForAll("histories") List<Change> history, @ForAll("histories") List<Change> more) {
        for (Slot slot : slots()) {
            if (resolver.effective(Statements.ADA, slot, history, AT).restrictive()) {
                List<Change> all = new ArrayList<>(history);
                all.addAll(more);
                Answer after = resolver.effective(Statements.ADA, slot, all, AT);
                assertThat(after.restrictive() || affirmative(after.by(), slot)).as("%s became %s", slot, after).isTrue();
            }
        }
    }

    @Property
    void weakStatementsNeverLiftARefusal(@ForAll("histories") List<Change> history, @ForAll("histories") List<Change> more) {
        List<Change> weak = more.stream().filter(change -> change.decision() != Decision.GRANTED
                || change.provenance().actor() == Actor.AUTOMATION || change.provenance().actor() == Actor.THIRD_PARTY
                || !change.provenance().evidence().atLeast(Evidence.AGENT)).toList();
        List<Change> all = new ArrayList<>(history);
        all.addAll(weak);
        for (Slot slot : slots()) {
            if (resolver.effective(Statements.ADA, slot, history, AT).restrictive()) {
                assertThat(resolver.effective(Statements.ADA, slot, all, AT).restrictive()).isTrue();
            }
        }
    }

    @Property
    void nobodyIsPermittedByWhatAnotherSaid(@ForAll("histories") List<Change> history) {
        for (Slot slot : slots()) {
            Answer answer = resolver.effective(Statements.ADA, slot, history, AT);
            if (answer.value().equals("granted")) {
                assertThat(answer.by().subject()).isEqualTo(Statements.ADA);
                assertThat(answer.by().provenance().actor()).isNotEqualTo(Actor.THIRD_PARTY);
                assertThat(answer.by().contactPoint()).isIn(slot.contactPoint(), null);
            }
        }
    }

    private static boolean affirmative(Change change, Slot slot) {
        return change != null && change.decision() == Decision.GRANTED && change.subject().equals(Statements.ADA)
                && (change.provenance().actor() == Actor.SUBJECT && change.provenance().evidence().atLeast(Evidence.FORM)
                || change.provenance().evidence().atLeast(Evidence.IMPORT) && change.provenance().actor() != Actor.THIRD_PARTY)
                && change.permission().covers((Permission) slot.key())
                && (change.contactPoint() == null || change.contactPoint().equals(slot.contactPoint()));
    }

    private static List<Slot> slots() {
        return KEYS.stream().flatMap(key -> List.of(Statements.EMAIL, Statements.OTHER_EMAIL).stream().map(point -> new Slot(Key.of(key), point))).toList();
    }
}
