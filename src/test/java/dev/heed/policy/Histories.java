package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Histories of every kind, and policies of every kind to try them under. */
final class Histories {

    static final ContactPoint GERMAN = new ContactPoint(ContactPoint.Kind.PHONE, "+493012345678");
    static final ContactPoint AMERICAN = new ContactPoint(ContactPoint.Kind.PHONE, "+12025550123");
    static final List<String> KEYS = List.of("email/marketing", "email/marketing/newsletter", "email/marketing/offers", "sms/marketing");

    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    private static final List<Policy> POLICIES = Stream.of("usual", "strict", "wide")
            .map(name -> PolicyFile.read(Path.of("src/test/resources/policy/" + name + ".yaml"), TAXONOMY)).toList();

    private Histories() {
    }

    static Arbitrary<Policy> policies() {
        return Arbitraries.of(POLICIES);
    }

    static Arbitrary<List<Change>> any() {
        return change(Arbitraries.of(Statements.ADA, Statements.BEN), Arbitraries.of(KEYS), Arbitraries.of("crm", "shop", "sms"),
                Arbitraries.of(Actor.class), Arbitraries.of(Evidence.class)).list().ofMaxSize(14);
    }

    /** Many statements that differ in little but their time, as one customer makes them in two systems. */
    static Arbitrary<List<Change>> toggles() {
        return change(Arbitraries.just(Statements.ADA), Arbitraries.just("email/marketing"), Arbitraries.of("crm", "shop"),
                Arbitraries.just(Actor.SUBJECT), Arbitraries.just(Evidence.FORM)).list().ofMinSize(4).ofMaxSize(24);
    }

    private static Arbitrary<Change> change(Arbitrary<UUID> subjects, Arbitrary<String> keys, Arbitrary<String> sources,
                                            Arbitrary<Actor> actors, Arbitrary<Evidence> evidence) {
        Arbitrary<Long> doubt = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(2, Arbitraries.longs().between(0, 9_000)), Tuple.of(1, Arbitraries.just(900_000_000L)));
        Arbitrary<Provenance> origins = Combinators.combine(sources, actors, evidence,
                Arbitraries.integers().between(0, 20).map(step -> Duration.ofMillis(step * 1_000L)), doubt,
                Arbitraries.longs().between(1, 9).injectNull(0.5), Arbitraries.of("US", "DE", "FR").injectNull(0.7),
                Arbitraries.of(PointOrigin.class).injectNull(0.7)).as(Histories::origin);
        return Combinators.combine(subjects, keys, Arbitraries.of(Decision.GRANTED, Decision.GRANTED, Decision.WITHDRAWN, Decision.WITHDRAWN,
                Decision.DENIED, Decision.PENDING, Decision.NOT_SET, Decision.EXPIRED), Arbitraries.integers().between(0, 9), origins).as(Histories::change);
    }

    private static Provenance origin(String source, Actor actor, Evidence evidence, Duration at, long doubt, Long sequence, String jurisdiction, PointOrigin point) {
        Instant to = Statements.NOON.plus(at);
        return new Provenance(source, "r1", "e" + at.toMillis() + doubt + sequence, actor, "test", evidence, null, jurisdiction, to.minusMillis(doubt), to,
                doubt == 0 && at.toSeconds() % 3 == 0, sequence, at.toSeconds() % 2 == 0 ? to : to.plusSeconds(1), "d", source + "@1", List.of(source), point);
    }

    private static Change change(UUID subject, String key, Decision decision, int which, Provenance origin) {
        ContactPoint point = which == 0 ? null : key.startsWith("sms") ? which < 5 ? GERMAN : AMERICAN
                : which < 5 ? Statements.EMAIL : Statements.OTHER_EMAIL;
        UUID id = UUID.nameUUIDFromBytes((subject + key + decision + (point == null ? "" : point.text()) + origin).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Change(id, subject, Key.of(key), decision.text(), point, origin);
    }

    static List<Slot> slots() {
        return Stream.concat(KEYS.stream(), Stream.of("phone/marketing", "post/marketing")).map(Key::of).flatMap(key -> key.text().startsWith("email")
                ? Stream.of(Statements.EMAIL, Statements.OTHER_EMAIL).map(point -> new Slot(key, point))
                : key.text().startsWith("post") ? Stream.of(new Slot(key, null)) : Stream.of(GERMAN, AMERICAN).map(point -> new Slot(key, point))).toList();
    }
}
