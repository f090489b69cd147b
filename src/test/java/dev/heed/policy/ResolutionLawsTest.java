package dev.heed.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.PointOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws 2 to 5 and 7, over histories and policies of every kind. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
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

    @Property
    void ofTwoSystemsWhoseClocksCannotTellWhichCameLastTheRefusalWins(@ForAll Actor yesBy, @ForAll Actor noBy, @ForAll Evidence yesWith, @ForAll Evidence noWith,
                                                                     @ForAll("doubtful") int apart, @ForAll("open") int open, @ForAll boolean refusedFirst) {
        Change no = Statements.said(Statements.ADA, KEYS.get(0), Decision.WITHDRAWN, Statements.EMAIL, "shop", noBy, noWith, Duration.ofSeconds(60));
        Change yes = open(Statements.said(Statements.ADA, KEYS.get(0), Decision.GRANTED, Statements.EMAIL, "crm", yesBy, yesWith, Duration.ofSeconds(60).plusMillis(apart)), open);
        assertThat(answer(refusedFirst ? List.of(no, yes) : List.of(yes, no)).restrictive()).isTrue();
    }

    @Property
    void aYesOfTheSubjectThatCameLaterBeyondAllDoubtIsHeard(@ForAll("certain") int apart, @ForAll("open") int open, @ForAll boolean refusedFirst) {
        Change no = Statements.subjectSaid(KEYS.get(0), Decision.WITHDRAWN, "shop", Duration.ofSeconds(60));
        Change yes = open(Statements.subjectSaid(KEYS.get(0), Decision.GRANTED, "crm", Duration.ofSeconds(60).plusMillis(apart)), open);
        assertThat(answer(refusedFirst ? List.of(no, yes) : List.of(yes, no)).value()).isEqualTo("granted");
    }

    @Provide
    Arbitrary<Integer> doubtful() {
        return Arbitraries.integers().between(-20_000, doubt());
    }

    @Provide
    Arbitrary<Integer> certain() {
        return Arbitraries.integers().between(doubt() + 1, 60_000);
    }

    /** How long after its earliest possible time a statement may have been made. */
    @Provide
    Arbitrary<Integer> open() {
        return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(0)), Tuple.of(1, Arbitraries.integers().between(0, 20_000)));
    }

    /** The window, and each of the two clocks may be off. */
    private static int doubt() {
        return (int) Statements.POLICY.concurrencyWindow().plus(Statements.POLICY.clockSkew().multipliedBy(2)).toMillis();
    }

    /** The same, made at some time from then on. */
    private static Change open(Change change, int millis) {
        Instant from = change.provenance().capturedFrom();
        return new Change(change.id(), change.subject(), change.key(), change.value(), change.contactPoint(), change.provenance().captured(from, from.plusMillis(millis)));
    }

    private Answer answer(List<Change> history) {
        return resolver.effective(Statements.ADA, new Slot(Key.of(KEYS.get(0)), Statements.EMAIL), history, AT);
    }

    @Provide
    Arbitrary<List<Change>> anything() {
        return Histories.any();
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Histories.policies();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, 400).map(hours -> Statements.NOON.plus(Duration.ofHours(hours)));
    }

    @Property
    void underEveryPolicyAnyOrderAndAnyRepetitionGivesTheSame(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history,
                                                              @ForAll("instants") Instant at, @ForAll long seed) {
        List<Change> shuffled = new ArrayList<>(history);
        shuffled.addAll(history);
        Collections.shuffle(shuffled, new Random(seed));
        Resolver under = new Resolver(policy);
        for (Slot slot : Histories.slots()) {
            assertThat(under.own(Statements.ADA, slot, shuffled, at)).isEqualTo(under.own(Statements.ADA, slot, history, at));
            assertThat(under.effective(Statements.ADA, slot, shuffled, at)).isEqualTo(under.effective(Statements.ADA, slot, history, at));
        }
    }

    @Property
    void underEveryPolicyARefusalGivesWayOnlyToWhatSomebodyDid(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history,
                                                               @ForAll("anything") List<Change> more, @ForAll("instants") Instant at) {
        staysRefused(policy, history, more.stream().filter(change -> change.provenance().pointOrigin() != PointOrigin.SUBJECT).filter(change -> change.decision() != Decision.GRANTED
                || !List.of(Actor.SUBJECT, Actor.AGENT).contains(change.provenance().actor())
                || !change.provenance().evidence().atLeast(Evidence.AGENT) || !change.subject().equals(Statements.ADA)).toList(), at, Histories.slots());
    }

    @Property
    void timeAloneNeverOpensWhatIsShut(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history, @ForAll("instants") Instant at, @ForAll("instants") Instant then) {
        Resolver under = new Resolver(policy);
        Instant earlier = at.isBefore(then) ? at : then;
        for (Slot slot : Histories.slots()) {
            if (!under.effective(Statements.ADA, slot, history, earlier).value().equals("granted")) {
                assertThat(under.effective(Statements.ADA, slot, history, at.isBefore(then) ? then : at).value()).isNotEqualTo("granted");
            }
        }
    }

    @Property
    void betweenTwoExpiriesTimeAloneChangesNothing(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history, @ForAll("instants") Instant at) {
        Resolver under = new Resolver(policy);
        Instant last = under.nextExpiry(Statements.ADA, history, at).map(end -> end.minusNanos(1)).orElse(at.plus(Duration.ofDays(4_000)));
        Histories.slots().forEach(slot -> assertThat(under.effective(Statements.ADA, slot, history, last))
                .isEqualTo(under.effective(Statements.ADA, slot, history, at)));
    }

    @Property
    void ofAnotherPersonOnlyRefusalsCountAndOnlyWhereTheContactPointIsShared(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history, @ForAll("instants") Instant at) {
        Resolver under = new Resolver(policy);
        for (Slot slot : Histories.slots()) {
            List<Change> counting = history.stream().filter(change -> change.subject().equals(Statements.ADA)
                    || change.decision().restrictive() && slot.contactPoint() != null && slot.contactPoint().equals(change.contactPoint())).toList();
            assertThat(under.effective(Statements.ADA, slot, counting, at)).isEqualTo(under.effective(Statements.ADA, slot, history, at));
        }
    }

    @Property
    void aNoAfterEverythingElseBindsAllWhoShareTheContactPoint(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history, @ForAll("instants") Instant at) {
        Change no = Statements.said(Statements.BEN, "email/marketing", Decision.WITHDRAWN, Statements.EMAIL, "desk", Actor.AGENT, Evidence.AGENT, Duration.ofDays(1));
        List<Change> all = new ArrayList<>(history);
        all.add(no);
        for (String key : List.of("email/marketing", "email/marketing/newsletter")) {
            assertThat(new Resolver(policy).effective(Statements.ADA, new Slot(Key.of(key), Statements.EMAIL), all, at).restrictive()).isTrue();
        }
    }

    @Property
    void anAddressThatTheSubjectNeverGaveIsNoPermission(@ForAll("anything") List<Change> history, @ForAll("instants") Instant at) {
        Resolver usual = new Resolver(Statements.POLICY);
        List<Change> foreign = history.stream().filter(change -> change.provenance().pointOrigin() != null && change.provenance().pointOrigin().foreign()
                && change.contactPoint() != null).toList();
        Histories.slots().forEach(slot -> assertThat(usual.effective(Statements.ADA, slot, foreign, at).value()).isNotEqualTo("granted"));
    }

    @Property
    void nothingSaidOfTheWholeOpensARefusedPart(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> any, @ForAll("anything") List<Change> more, @ForAll("instants") Instant at) {
        Slot newsletter = new Slot(Key.of("email/marketing/newsletter"), Statements.EMAIL);
        List<Change> history = atKnownPoints(any).toList();
        Answer before = new Resolver(policy).effective(Statements.ADA, newsletter, history, at);
        if (before.restrictive() && before.by().key().equals(newsletter.key()) && before.by().decision().restrictive()) {
            staysRefused(policy, history, atKnownPoints(more).filter(change -> !change.key().equals(newsletter.key())).toList(), at, List.of(newsletter));
        }
    }

    @Property
    void noGrantUnderOneLawOpensWhatWasRefusedUnderAnother(@ForAll("policies") Policy policy, @ForAll("anything") List<Change> history, @ForAll("anything") List<Change> more, @ForAll("instants") Instant at) {
        staysRefused(policy, atKnownPoints(history).filter(change -> "US".equals(change.provenance().jurisdiction())).toList(),
                atKnownPoints(more).filter(change -> "DE".equals(change.provenance().jurisdiction())).toList(), at, Histories.slots());
    }

    /** To give an address is an act of its own: it can make a grant count that was made for it before. */
    private static Stream<Change> atKnownPoints(List<Change> changes) {
        return changes.stream().filter(change -> change.provenance().pointOrigin() == null && change.provenance().actor() != Actor.THIRD_PARTY
                && change.provenance().evidence() != Evidence.THIRD_PARTY);
    }

    private static void staysRefused(Policy policy, List<Change> history, List<Change> more, Instant at, List<Slot> slots) {
        Resolver under = new Resolver(policy);
        List<Change> all = new ArrayList<>(history);
        all.addAll(more);
        for (Slot slot : slots) {
            Answer before = under.effective(Statements.ADA, slot, history, at);
            // a grant that ran out is no refusal: a newer grant may follow it
            if (before.restrictive() && before.by().decision().restrictive()) {
                assertThat(under.effective(Statements.ADA, slot, all, at).restrictive()).as("%s, refused by %s", slot, before.by()).isTrue();
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
