package dev.heed.policy;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** All that was said about one permission of one subject at one contact point, weighed at one instant. */
final class Hearing {

    private final Grounds grounds;
    private final Order order;
    private final PointUse points;
    private final UUID subject;
    private final Slot slot;
    private final Permission asked;
    private final Collection<Change> all;
    private final Instant at;
    private final Map<ContactPoint, Boolean> usable = new HashMap<>();
    private List<Change> sayings;
    private List<Change> grants;

    private Hearing(Grounds grounds, Order order, PointUse points, UUID subject, Slot slot, Collection<Change> all, Instant at) {
        this.grounds = grounds;
        this.order = order;
        this.points = points;
        this.subject = subject;
        this.slot = slot;
        this.asked = (Permission) slot.key();
        this.all = all;
        this.at = at;
    }

    /** @param wholes whether statements about the whole that the permission is part of are heard too */
    static Hearing of(Grounds grounds, Order order, PointUse points, UUID subject, Slot slot, Collection<Change> all, Instant at, boolean wholes) {
        Hearing hearing = new Hearing(grounds, order, points, subject, slot, all, at);
        hearing.sayings = all.stream().filter(change -> change.key() instanceof Permission said
                && (said.equals(hearing.asked) || wholes && said.covers(hearing.asked) || hearing.widened(change))).toList();
        hearing.grants = hearing.own(Decision.GRANTED).filter(grant -> hearing.flaw(grant).isEmpty()).toList();
        return hearing;
    }

    Answer answer() {
        return sayings.stream().filter(this::refuses).filter(refusal -> lifting(refusal).findAny().isEmpty()).max(Order.LATEST)
                .or(() -> grants.stream().max(Order.LATEST)).map(change -> new Answer(change.value(), change))
                .or(() -> own(Decision.GRANTED).filter(grant -> flaw(grant).equals(Optional.of(Rule.EXPIRED))).max(Order.LATEST).map(Hearing::expired))
                .or(() -> own(Decision.PENDING).max(Order.LATEST)
                        .map(change -> grounds.expired(change, at) ? expired(change) : new Answer(change.value(), change)))
                .orElse(Answer.NOT_SET);
    }

    /** By which rule the change does not bear this answer; nothing if it does. */
    Optional<Rule> rule(Change change, Answer answer) {
        if (change.equals(answer.by())) {
            return answer.value().equals(change.value()) ? Optional.empty() : Optional.of(Rule.EXPIRED);
        }
        return Optional.of(switch (change.decision()) {
            case NOT_SET -> Rule.NO_STATEMENT;
            case GRANTED -> !sameAddress(change) ? Rule.OTHER_CONTACT_POINT
                    : flaw(change).orElseGet(() -> answer.restrictive() ? whyNotLifted(change, answer.by()) : Rule.OVERTAKEN);
            case PENDING -> !sameAddress(change) ? Rule.OTHER_CONTACT_POINT : grounds.expired(change, at) ? Rule.EXPIRED : Rule.OVERTAKEN;
            case DENIED, WITHDRAWN, EXPIRED -> refuses(change) ? Rule.OVERTAKEN : Rule.OTHER_CONTACT_POINT;
        });
    }

    /** The change that this one lost against: the grant that lifted a refusal, else the one that holds; null if none did. */
    Change winner(Change change, Answer answer) {
        Change holder = change.equals(answer.by()) ? null : answer.by();
        return change.decision().restrictive() && refuses(change) ? lifting(change).max(Order.LATEST).orElse(holder) : holder;
    }

    private Rule whyNotLifted(Change grant, Change refusal) {
        if (grant.decision() != Decision.GRANTED || !refusal.decision().restrictive()) {
            return Rule.OVERTAKEN;
        }
        if (!within(grant, refusal)) {
            return Rule.COARSE_LIFTS_NO_FINE;
        }
        if (!grounds.strongEnough(grant, refusal)) {
            return Rule.EVIDENCE_TOO_WEAK;
        }
        if (!order.after(grant.provenance(), refusal.provenance())) {
            return order.after(refusal.provenance(), grant.provenance()) ? Rule.OLDER_THAN_REFUSAL : Rule.RESTRICTIVE_WINS;
        }
        return Rule.OTHER_JURISDICTION;
    }

    private Stream<Change> lifting(Change refusal) {
        return grants.stream().filter(grant -> within(grant, refusal) && grounds.strongEnough(grant, refusal)
                && order.after(grant.provenance(), refusal.provenance())
                && grounds.sameLaw(grant, refusal));
    }

    /** A yes to the whole lifts no no to a part; but where the no only reaches so far, a yes that it reaches too is enough. */
    private boolean within(Change grant, Change refusal) {
        return refusal.permission().covers(asked) ? refusal.permission().covers(grant.permission()) : widens(refusal, grant.permission());
    }

    private boolean widened(Change change) {
        return change.decision().restrictive() && widens(change, asked);
    }

    private boolean widens(Change refusal, Permission permission) {
        return grounds.widens(refusal, permission);
    }

    private boolean refuses(Change change) {
        return change.decision().restrictive() && (change.subject().equals(subject)
                || change.contactPoint() != null && change.contactPoint().equals(slot.contactPoint()));
    }

    private Stream<Change> own(Decision decision) {
        return sayings.stream().filter(change -> change.decision() == decision && change.subject().equals(subject) && sameAddress(change));
    }

    /** Why a grant is none, whatever else was said. Expiry is named last: such a one was a grant. */
    private Optional<Rule> flaw(Change grant) {
        if (!grounds.given(grant)) {
            return Optional.of(Rule.NOT_GIVEN_BY_SUBJECT);
        }
        if (!grounds.evidenced(grant)) {
            return Optional.of(Rule.EVIDENCE_NEEDED);
        }
        ContactPoint point = slot.contactPoint() == null ? grant.contactPoint() : slot.contactPoint();
        if (!usable.computeIfAbsent(point, known -> points.allowed(subject, known, asked.purpose(), all))) {
            return Optional.of(Rule.POINT_NOT_GIVEN);
        }
        return grounds.expired(grant, at) ? Optional.of(Rule.EXPIRED) : Optional.empty();
    }

    private boolean sameAddress(Change change) {
        return change.contactPoint() == null || slot.contactPoint() == null || change.contactPoint().equals(slot.contactPoint());
    }

    private static Answer expired(Change by) {
        return new Answer(Decision.EXPIRED.text(), by);
    }
}
