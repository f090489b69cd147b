package dev.heed.policy;

import dev.heed.change.Attribute;
import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Says what holds: a function of the set of statements and of the instant asked for, so that neither order of arrival nor
 * repetition changes it.
 *
 * <ul>
 * <li>A refusal stands until one affirmative statement lifts it, later beyond doubt, no weaker in evidence than it must
 *     be, no wider in scope than the refusal, and given under the same law (laws 2 and 7).
 * <li>A refusal binds the person and the contact point, whoever shares it; a grant binds the one who gave it, for that
 *     contact point (law 4).
 * <li>What the subject did not give is no permission (law 5).
 * <li>A grant that has expired is none: it permits nothing and lifts nothing any more.
 * </ul>
 */
public final class Resolver {

    private final Grounds grounds;
    private final Order order;
    private final PointUse points;
    private final Wording wording;

    public Resolver(Policy policy) {
        this.grounds = new Grounds(policy);
        this.order = new Order(policy);
        this.points = new PointUse(policy);
        this.wording = new Wording(grounds);
    }

    /** What holds for this slot of this subject, by the statements about exactly this key and the refusals that reach so far. */
    public Answer own(UUID subject, Slot slot, Collection<Change> all, Instant at) {
        if (slot.key() instanceof Attribute) {
            return all.stream().filter(change -> change.key().equals(slot.key()) && change.subject().equals(subject)).max(Order.LATEST)
                    .map(change -> new Answer(change.value(), change)).orElse(Answer.NOT_SET);
        }
        return hearing(subject, slot, all, at, false).answer();
    }

    /** What holds for this slot with all that was said about the whole it is part of. */
    public Answer effective(UUID subject, Slot slot, Collection<Change> all, Instant at) {
        return slot.key() instanceof Attribute ? own(subject, slot, all, at) : hearing(subject, slot, all, at, true).answer();
    }

    /** By which rule this change bears the answer of the slot, with all that was said about the whole it is part of, or does not, and against which other. */
    public Ruling why(UUID subject, Slot slot, Change change, Collection<Change> all, Instant at) {
        if (slot.key() instanceof Attribute) {
            Change latest = own(subject, slot, all, at).by();
            return change.equals(latest) ? ruling(Rule.HOLDS, change, null) : ruling(Rule.OVERTAKEN, change, latest);
        }
        Hearing hearing = hearing(subject, slot, all, at, true);
        Answer answer = hearing.answer();
        return hearing.rule(change, answer).map(lost -> ruling(lost, change, hearing.winner(change, answer))).orElseGet(() -> ruling(Rule.HOLDS, change, null));
    }

    private Ruling ruling(Rule rule, Change change, Change winner) {
        return new Ruling(rule, change, winner, wording.sentence(rule, change, winner));
    }

    /** Whether this change says something about what is asked: it is about that, or about the whole of it, or a refusal that {@link #reaches} so far. */
    public boolean concerns(Change change, Key asked) {
        return change.key().equals(asked) || asked instanceof Permission part && change.key() instanceof Permission said && (said.covers(part) || reaches(change, part));
    }

    /** Whether this change is a refusal that goes beyond what was said, as far as this permission. */
    public boolean reaches(Change change, Permission asked) {
        return change.key() instanceof Permission && change.decision().restrictive() && grounds.widens(change, asked);
    }

    /** When the next of the subject's statements expires: till then time alone changes no answer. */
    public Optional<Instant> nextExpiry(UUID subject, Collection<Change> all, Instant at) {
        return !grounds.timed() ? Optional.empty() : all.stream().filter(change -> change.key() instanceof Permission && change.subject().equals(subject))
                .map(change -> grounds.expiry(change).orElse(null)).filter(Objects::nonNull)
                .filter(end -> end.isAfter(at)).min(Instant::compareTo);
    }

    /** When the statement that bears this answer ran out; nothing if the answer is what it says. */
    public Optional<Instant> ranOut(Answer answer) {
        return answer.by() == null || answer.by().value().equals(answer.value()) ? Optional.empty() : grounds.expiry(answer.by());
    }

    private Hearing hearing(UUID subject, Slot slot, Collection<Change> all, Instant at, boolean wholes) {
        return Hearing.of(grounds, order, points, subject, slot, all, at, wholes);
    }
}
