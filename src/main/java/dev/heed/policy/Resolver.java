package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Attribute;
import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Evidence;
import dev.heed.change.Permission;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Says what holds: a function of the set of statements, so that neither order of arrival nor repetition changes it.
 *
 * <ul>
 * <li>A refusal stands until one affirmative statement lifts it, later beyond doubt, no weaker in evidence than it must
 *     be, and no wider in scope than the refusal (laws 2 and 7).
 * <li>A refusal binds the person and the contact point, whoever shares it; a grant binds the one who gave it, for that
 *     contact point (law 4).
 * <li>What the subject did not give is no permission (law 5).
 * </ul>
 */
public final class Resolver {

    /** Total and free of arrival: the later statement, and among equals the same one every time. */
    private static final Comparator<Change> LATEST = Comparator
            .comparing((Change change) -> change.provenance().capturedTo())
            .thenComparing(change -> change.provenance().sequence(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(change -> change.provenance().evidence(), Comparator.reverseOrder())
            .thenComparing(Change::value)
            .thenComparing(Change::id);

    private final Order order;

    public Resolver(Policy policy) {
        this.order = new Order(policy);
    }

    /** What holds for this slot of this subject, by the statements that were made about exactly this key. */
    public Answer own(UUID subject, Slot slot, Collection<Change> all) {
        List<Change> said = all.stream().filter(change -> change.key().equals(slot.key())).toList();
        if (slot.key() instanceof Attribute) {
            return said.stream().filter(change -> change.subject().equals(subject)).max(LATEST)
                    .map(change -> new Answer(change.value(), change)).orElse(Answer.NOT_SET);
        }
        return decide(subject, slot, said);
    }

    /** What holds for this permission with all that was said about the whole it is part of. */
    public Answer effective(UUID subject, Slot slot, Collection<Change> all) {
        Permission asked = (Permission) slot.key();
        return decide(subject, slot, all.stream()
                .filter(change -> change.key() instanceof Permission said && said.covers(asked)).toList());
    }

    private Answer decide(UUID subject, Slot slot, List<Change> said) {
        List<Change> grants = said.stream().filter(change -> grants(subject, slot, change)).toList();
        return said.stream()
                .filter(change -> refuses(subject, slot, change))
                .filter(refusal -> grants.stream().noneMatch(grant -> lifts(grant, refusal)))
                .max(LATEST)
                .or(() -> grants.stream().max(LATEST))
                .or(() -> said.stream().filter(change -> pending(subject, slot, change)).max(LATEST))
                .map(change -> new Answer(change.value(), change))
                .orElse(Answer.NOT_SET);
    }

    /** Why this change does not bear the answer of the slot it speaks of; {@link Rule#HOLDS} if it does. */
    public Rule why(UUID subject, Slot slot, Change change, Answer answer) {
        if (answer.by() != null && answer.by().id().equals(change.id())) {
            return Rule.HOLDS;
        }
        if (!(change.key() instanceof Permission)) {
            return Rule.OVERTAKEN;
        }
        Decision decision = change.decision();
        if (decision == Decision.NOT_SET) {
            return Rule.NO_STATEMENT;
        }
        if (decision == Decision.GRANTED && !given(change)) {
            return Rule.NOT_GIVEN_BY_SUBJECT;
        }
        if (decision.restrictive() || !answer.restrictive()) {
            return sameAddress(slot, change) || decision.restrictive() ? Rule.OVERTAKEN : Rule.OTHER_CONTACT_POINT;
        }
        return whyNotLifted(change, answer.by());
    }

    private Rule whyNotLifted(Change grant, Change refusal) {
        if (!refusal.permission().covers(grant.permission())) {
            return Rule.COARSE_LIFTS_NO_FINE;
        }
        if (!strongEnough(grant, refusal)) {
            return Rule.EVIDENCE_TOO_WEAK;
        }
        return order.after(refusal.provenance(), grant.provenance()) ? Rule.OLDER_THAN_REFUSAL : Rule.RESTRICTIVE_WINS;
    }

    private boolean refuses(UUID subject, Slot slot, Change change) {
        return change.decision().restrictive() && (change.subject().equals(subject) || sharedAddress(slot, change));
    }

    private static boolean grants(UUID subject, Slot slot, Change change) {
        return change.decision() == Decision.GRANTED && change.subject().equals(subject) && sameAddress(slot, change) && given(change);
    }

    private static boolean pending(UUID subject, Slot slot, Change change) {
        return change.decision() == Decision.PENDING && change.subject().equals(subject) && sameAddress(slot, change);
    }

    private static boolean given(Change change) {
        return change.provenance().actor() != Actor.THIRD_PARTY && change.provenance().evidence().atLeast(Evidence.IMPORT);
    }

    private static boolean sameAddress(Slot slot, Change change) {
        return change.contactPoint() == null || slot.contactPoint() == null || change.contactPoint().equals(slot.contactPoint());
    }

    private static boolean sharedAddress(Slot slot, Change change) {
        return change.contactPoint() != null && change.contactPoint().equals(slot.contactPoint());
    }

    private boolean lifts(Change grant, Change refusal) {
        return refusal.permission().covers(grant.permission())
                && strongEnough(grant, refusal)
                && order.after(grant.provenance(), refusal.provenance());
    }

    /** The subject's own act lifts what the subject said; an agent lifts what an agent may have set; an import lifts nothing. */
    private static boolean strongEnough(Change grant, Change refusal) {
        Evidence evidence = grant.provenance().evidence();
        return switch (grant.provenance().actor()) {
            case SUBJECT -> evidence.atLeast(Evidence.FORM);
            case AGENT -> evidence.atLeast(Evidence.AGENT) && evidence.atLeast(refusal.provenance().evidence());
            case AUTOMATION, THIRD_PARTY -> false;
        };
    }
}
