package dev.heed.deciding;

import static dev.heed.deciding.DeclaredSystems.PHONE;
import static dev.heed.deciding.DeclaredSystems.TAXONOMY;
import static dev.heed.deciding.DeclaredSystems.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.policy.Answer;
import dev.heed.policy.Resolver;
import dev.heed.policy.Slot;
import dev.heed.policy.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Law 7 over every system that is declared: what is projected down and back up is what it was, up to declared loss. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class LensLawsTest {

    private static final Map<String, SystemCard> SYSTEMS = DeclaredSystems.systems();
    private static final Instant NOW = Statements.NOON.plus(Duration.ofDays(2));
    private static final List<Key> KEYS = TAXONOMY.permissions().stream().map(Key.class::cast).toList();

    private final Decider decider = new Decider(Statements.POLICY, TAXONOMY, SYSTEMS);

    @Provide
    Arbitrary<SystemCard> systems() {
        return Arbitraries.of(SYSTEMS.values());
    }

    @Provide
    Arbitrary<List<Change>> histories() {
        return Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(Decision.GRANTED, Decision.GRANTED, Decision.WITHDRAWN, Decision.DENIED, Decision.PENDING),
                Arbitraries.of(Actor.SUBJECT, Actor.AGENT, Actor.AUTOMATION), Arbitraries.integers().between(0, 20)).as((key, decision, actor, step) ->
                Statements.said(Statements.ADA, key.text(), decision, point(key), "shop", actor, actor == Actor.SUBJECT ? Evidence.FORM : Evidence.AGENT,
                        Duration.ofMinutes(step))).list().ofMaxSize(10);
    }

    @Property
    void whoReadsWhatWasWrittenGetsItBackAndItIsNoChange(@ForAll("systems") SystemCard system, @ForAll("histories") List<Change> history, @ForAll long seed) {
        Dossier dossier = shown(system, history, seed);
        Map<Key, String> written = written(dossier, system, NOW);
        Dossier carried = carry(dossier, system, written, NOW);
        written.forEach((key, token) -> assertThat(system.mapping().tokenFor(key, system.mapping().meaning(key, token).orElseThrow()))
                .as("%s of %s", token, key.text()).contains(token));
        Decisions read = decider.decide(carried, reading(system, tokens(carried, system), Actor.AGENT, Evidence.AGENT, NOW.plusSeconds(30)));
        assertThat(read.judged()).isEmpty();
        assertThat(read.confirmed()).containsAll(written.keySet());
        assertThat(decider.differences(read.dossier(), system.name(), NOW.plusSeconds(30))).isEmpty();
    }

    @Property
    void whoWritesWhatWasReadChangesNothing(@ForAll("systems") SystemCard system, @ForAll long seed) {
        Dossier nobody = new Dossier(Statements.ADA, Set.of(Statements.EMAIL, PHONE), List.of(), List.of());
        Dossier read = decider.decide(nobody, reading(system, any(system, seed), Actor.AGENT, Evidence.AGENT, NOW)).dossier();
        assertThat(decider.differences(read, system.name(), NOW)).isEmpty();
        assertThat(decider.decide(read, reading(system, tokens(read, system), Actor.AGENT, Evidence.AGENT, NOW.plusSeconds(30))).changesNothing()).isTrue();
    }

    @Property
    void noFlagSaysYesWhereSomethingItSwitchesIsRefused(@ForAll("systems") SystemCard system, @ForAll("histories") List<Change> history, @ForAll long seed) {
        Dossier dossier = shown(system, history, seed);
        Dossier carried = carry(dossier, system, written(dossier, system, NOW), NOW);
        tokens(carried, system).forEach((key, token) -> {
            if (key instanceof Permission flag && open(carried, system, flag) && system.mapping().meaning(key, token).orElseThrow().equals("granted")) {
                TAXONOMY.permissions().stream().filter(other -> other.equals(key) || system.manifest().governs(key, other))
                        .forEach(other -> assertThat(answer(carried, other, NOW).restrictive()).as("%s open, %s refused", key.text(), other.text()).isFalse());
            }
        });
    }

    @Property
    void whoSwitchesAFlagOffRefusesAllThatItSwitches(@ForAll("systems") SystemCard system, @ForAll("histories") List<Change> history, @ForAll long seed) {
        for (Key flag : flags(system)) {
            Dossier off = flip(shown(system, history, seed), system, flag, Decision.WITHDRAWN, Actor.AGENT, Evidence.AGENT, NOW);
            TAXONOMY.permissions().stream().filter(other -> other.equals(flag) || system.manifest().governs(flag, other))
                    .forEach(other -> assertThat(answer(off, other, NOW).restrictive()).as(other.text()).isTrue());
        }
    }

    @Property
    void whoSwitchesItOnAgainOpensNothingThatWasRefusedWithBetterEvidence(@ForAll("systems") SystemCard system, @ForAll("histories") List<Change> history, @ForAll long seed) {
        for (Key flag : flags(system)) {
            Dossier before = shown(system, history, seed);
            Dossier off = flip(before, system, flag, Decision.WITHDRAWN, Actor.AGENT, Evidence.AGENT, NOW);
            Dossier on = flip(off, system, flag, Decision.GRANTED, Actor.AGENT, Evidence.AGENT, NOW.plusSeconds(60));
            for (Permission other : TAXONOMY.permissions()) {
                Answer was = answer(before, other, NOW);
                if (was.restrictive() && was.by().provenance().actor() == Actor.SUBJECT) {
                    assertThat(answer(on, other, NOW.plusSeconds(60)).restrictive()).as(other.text()).isTrue();
                }
            }
        }
    }

    @Property
    void noFlagErasesWhatIsKeptFinerElsewhere(@ForAll("systems") SystemCard system, @ForAll("histories") List<Change> history, @ForAll long seed) {
        for (Key flag : flags(system)) {
            Dossier before = shown(system, history, seed);
            Dossier after = flip(flip(before, system, flag, Decision.WITHDRAWN, Actor.SUBJECT, Evidence.FORM, NOW), system, flag, Decision.GRANTED,
                    Actor.SUBJECT, Evidence.FORM, NOW.plusSeconds(60));
            decider.holding(before, NOW).keySet().forEach(slot -> {
                if (slot.key() instanceof Permission fine && fine.topic() != null && !fine.equals(flag)) {
                    assertThat(said(after, slot, NOW.plusSeconds(60))).as(fine.text()).isEqualTo(said(before, slot, NOW));
                }
            });
        }
    }

    /** By what was said of the part itself. */
    private static Answer said(Dossier dossier, Slot slot, Instant at) {
        return new Resolver(Statements.POLICY).own(dossier.subject(), slot, dossier.changes(), at);
    }

    /** The subject's record in the system, with some tokens or other in it. */
    private static Dossier shown(SystemCard system, List<Change> history, long seed) {
        RecordView record = RecordView.unseen(system.name(), reading(system, Map.of(), Actor.AGENT, Evidence.AGENT, NOW).recordId())
                .reachedAt(Statements.EMAIL, PHONE);
        for (Map.Entry<Key, String> entry : any(system, seed).entrySet()) {
            record = record.with(entry.getKey(), Held.seen(entry.getValue(), Statements.NOON));
        }
        return new Dossier(Statements.ADA, Set.of(Statements.EMAIL, PHONE), List.of(record), history);
    }

    private static Map<Key, String> any(SystemCard system, long seed) {
        Random random = new Random(seed);
        Map<Key, String> tokens = new LinkedHashMap<>();
        for (Key key : system.manifest().holds().keySet()) {
            String value = key instanceof Permission ? List.of("granted", "withdrawn", "not_set").get(random.nextInt(3)) : List.of("en", "de").get(random.nextInt(2));
            system.mapping().tokenFor(key, value).filter(token -> random.nextInt(4) > 0).ifPresent(token -> tokens.put(key, token));
        }
        return tokens;
    }

    private Map<Key, String> written(Dossier dossier, SystemCard system, Instant at) {
        Map<Key, String> written = new LinkedHashMap<>();
        decider.differences(dossier, system.name(), at).values().forEach(found -> found.forEach(difference -> written.put(difference.key(), difference.token())));
        return written;
    }

    private static Dossier carry(Dossier dossier, SystemCard system, Map<Key, String> tokens, Instant at) {
        RecordView record = dossier.recordsIn(system.name()).findFirst().orElseThrow();
        return dossier.with(record.sending(tokens, at).accepted(tokens, at));
    }

    private static Map<Key, String> tokens(Dossier dossier, SystemCard system) {
        Map<Key, String> tokens = new LinkedHashMap<>();
        dossier.recordsIn(system.name()).forEach(record -> record.held().forEach((key, held) -> tokens.put(key, held.token())));
        return tokens;
    }

    private Dossier flip(Dossier dossier, SystemCard system, Key flag, Decision to, Actor actor, Evidence evidence, Instant at) {
        String token = system.mapping().tokenFor(flag, to.text()).orElseThrow();
        String other = system.mapping().tokenFor(flag, to == Decision.GRANTED ? "withdrawn" : "granted").orElseThrow();
        RecordView record = dossier.recordsIn(system.name()).findFirst().orElseThrow().with(flag, Held.seen(other, at.minusSeconds(20)));
        return decider.decide(dossier.with(record), reading(system, Map.of(flag, token), actor, evidence, at)).dossier();
    }

    private Answer answer(Dossier dossier, Permission permission, Instant at) {
        return decider.check(dossier, new Slot(permission, point(permission)), at);
    }

    /** A flag does no harm while a wider one of the same record is shut. */
    private static boolean open(Dossier dossier, SystemCard system, Permission flag) {
        return tokens(dossier, system).entrySet().stream().filter(entry -> entry.getKey() instanceof Permission whole && whole.covers(flag))
                .allMatch(entry -> Decision.of(system.mapping().meaning(entry.getKey(), entry.getValue()).orElseThrow()) == Decision.GRANTED);
    }

    private static List<Key> flags(SystemCard system) {
        return system.manifest().holds().keySet().stream().filter(Permission.class::isInstance).toList();
    }

    private static ContactPoint point(Key key) {
        return TAXONOMY.reaches(key).map(kind -> kind == ContactPoint.Kind.EMAIL ? Statements.EMAIL : PHONE).orElse(null);
    }
}
