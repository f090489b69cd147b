package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the laws say of what was really done. It knows the true times and the true speakers, which the core has to infer,
 * and shares no code with it: it says what may not be, on either side, and leaves the doubtful to the core.
 */
final class Oracle {

    /** Windows and clocks of two systems leave no doubt beyond this. */
    private static final Duration DOUBT = Cards.POLICY.concurrencyWindow().plus(Cards.POLICY.clockSkew().multipliedBy(2));

    private final Map<Key, Map<String, Heard>> heard = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    /** Who speaks for a subject now: what was said of two who are one person counts for that person, as long as they are one. */
    private final UnaryOperator<UUID> person;

    Oracle(UnaryOperator<UUID> person) {
        this.person = person;
    }

    void hears(Deed deed, UUID subject) {
        if (known.add(name(deed, subject))) {
            heard.computeIfAbsent(deed.key(), key -> new LinkedHashMap<>()).put(name(deed, subject), new Heard(deed, subject, null));
        }
    }

    /** Two feeds may tell of one deed, each in its way. */
    void records(Deed deed, UUID origin, Change change) {
        known.add(name(deed, origin));
        Map<String, Heard> about = heard.computeIfAbsent(deed.key(), key -> new LinkedHashMap<>());
        about.remove(name(deed, origin));
        about.put(change.id().toString(), new Heard(deed, origin, change));
    }

    /**
     * A refusal that binds this subject at this point and that nobody lifted who could; null if there is none. Law 2.
     *
     * @param wholes whether what was said of the whole counts too
     */
    Heard standing(UUID subject, Key key, ContactPoint point, boolean wholes) {
        return refusals(subject, key, point, wholes).filter(refusal -> lifting(key, refusal, wholes).noneMatch(grant -> lifts(subject, point, grant, refusal)))
                .findFirst().orElse(null);
    }

    /** Whether this subject said yes for this point, or somebody who may say it for the subject. Laws 4 and 5. */
    boolean given(UUID subject, Key key, ContactPoint point) {
        return said(key, true).anyMatch(grant -> grant.deed().grants() && is(grant, subject) && grant.deed().actor() != Actor.THIRD_PARTY && same(grant, point));
    }

    /** Whether the subject said yes in person, and Heed heard it as that: of this or of the whole that it is part of. */
    boolean surelyGiven(UUID subject, Key key, ContactPoint point) {
        return said(key, true).anyMatch(grant -> grant.deed().grants() && is(grant, subject) && grant.change() != null && grant.deed().actor() == Actor.SUBJECT
                && grant.change().provenance().evidence().atLeast(Evidence.FORM) && same(grant, point));
    }

    /** Whether a refusal may be held against this subject: one that was recorded, and not lifted beyond doubt. */
    boolean mayRefuse(UUID subject, Key key, ContactPoint point, boolean wholes) {
        return refusals(subject, key, point, wholes).filter(refusal -> refusal.change() != null).anyMatch(refusal -> lifting(key, refusal, wholes)
                .noneMatch(grant -> liftsBeyondDoubt(subject, point, grant, refusal) && mayBeUsed(subject, grant)));
    }

    /** Once a third party speaks for an address, only the subject in person is sure to have given it. Law 5. */
    private boolean mayBeUsed(UUID subject, Heard grant) {
        return grant.deed().actor() == Actor.SUBJECT || heard.values().stream().flatMap(deeds -> deeds.values().stream()).noneMatch(other ->
                other.deed().actor() == Actor.THIRD_PARTY && is(other, subject) && Objects.equals(other.point(), grant.point()));
    }

    List<Heard> about(Key key) {
        return new ArrayList<>(heard.getOrDefault(key, Map.of()).values());
    }

    private Stream<Heard> refusals(UUID subject, Key key, ContactPoint point, boolean wholes) {
        return said(key, wholes).filter(one -> one.deed().refuses())
                .filter(one -> is(one, subject) || one.point() != null && one.point().equals(point));
    }

    /** A yes to the whole lifts no no to a part. */
    private Stream<Heard> lifting(Key key, Heard refusal, boolean wholes) {
        return said(key, wholes).filter(one -> one.deed().grants() && ((Permission) refusal.key()).covers((Permission) one.key()));
    }

    private Stream<Heard> said(Key key, boolean wholes) {
        Permission asked = (Permission) key;
        Stream<Heard> exactly = about(key).stream();
        return wholes && asked.topic() != null ? Stream.concat(exactly, about(new Permission(asked.channel(), asked.purpose(), null)).stream()) : exactly;
    }

    /** One deed may be about several keys. */
    private static String name(Deed deed, UUID subject) {
        return deed.number() + " " + deed.key().text() + " " + subject;
    }

    private boolean is(Heard one, UUID subject) {
        return person.apply(one.subject()).equals(person.apply(subject));
    }

    private boolean lifts(UUID subject, ContactPoint point, Heard grant, Heard refusal) {
        return grant.deed().grants() && is(grant, subject) && same(grant, point) && grant.deed().isAfter(refusal.deed()) && switch (grant.deed().actor()) {
            case SUBJECT -> true;
            case AGENT -> refusal.change() == null ? refusal.deed().actor() != Actor.SUBJECT : Evidence.AGENT.atLeast(refusal.change().provenance().evidence());
            case AUTOMATION, THIRD_PARTY -> false;
        };
    }

    private boolean liftsBeyondDoubt(UUID subject, ContactPoint point, Heard grant, Heard refusal) {
        if (grant.change() == null || !lifts(subject, point, grant, refusal)) {
            return false;
        }
        var yes = grant.change().provenance();
        var no = refusal.change().provenance();
        boolean heardAsSuch = yes.actor() == Actor.SUBJECT && yes.evidence().atLeast(Evidence.FORM)
                || yes.actor() == Actor.AGENT && yes.evidence().atLeast(Evidence.AGENT) && yes.evidence().atLeast(no.evidence());
        boolean later = Objects.equals(yes.source(), no.source()) ? yes.capturedFrom().isAfter(no.capturedTo().plus(Cards.POLICY.clockSkew()))
                : yes.capturedFrom().isAfter(no.capturedTo().plus(DOUBT));
        return heardAsSuch && later;
    }

    private static boolean same(Heard one, ContactPoint point) {
        return one.point() == null || point == null || one.point().equals(point);
    }
}
