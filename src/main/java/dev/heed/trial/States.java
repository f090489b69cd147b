package dev.heed.trial;

import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Dossier;
import dev.heed.policy.Answer;
import dev.heed.policy.Ruling;
import dev.heed.policy.Slot;
import dev.heed.trial.Finding.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what holds today against what would hold, slot by slot. */
final class States {

    /** The change that decides elsewhere does not come from any message as it is read here. */
    static final String NOT_SAID = "not-said";
    /** The change that decides elsewhere is about something else, and does not reach so far here. */
    static final String NOT_REACHED = "not-reached";

    private static final Answer NOTHING = new Answer(Decision.NOT_SET.text(), null);

    private record Because(String rule, String sentence) {
    }

    private final Decider today;
    private final Decider proposed;
    private final Words words;

    States(Decider today, Decider proposed, Words words) {
        this.today = today;
        this.proposed = proposed;
        this.words = words;
    }

    List<Finding> compare(Dossier now, Dossier then, Instant at) {
        Map<Slot, Answer> holds = today.holding(now, at);
        Map<Slot, Answer> wouldHold = proposed.holding(then, at);
        Set<Slot> slots = new LinkedHashSet<>(holds.keySet());
        slots.addAll(wouldHold.keySet());
        List<Finding> found = new ArrayList<>();
        for (Slot slot : slots) {
            Answer one = holds.getOrDefault(slot, NOTHING);
            Answer other = wouldHold.getOrDefault(slot, NOTHING);
            if (!one.value().equals(other.value())) {
                Because here = because(today, now, slot, one, other, at);
                Because there = because(proposed, then, slot, other, one, at);
                found.add(new Finding(Finding.Kind.STATE, now.subject(), null, null, slot.key().text(), words.point(then, slot.contactPoint()),
                        side(slot, one, here), side(slot, other, there), null, "now: " + here.sentence() + "; then: " + there.sentence()));
            }
        }
        return found;
    }

    private Side side(Slot slot, Answer answer, Because because) {
        return new Side(words.value(slot.key(), answer.value()), because.rule(), answer.by() == null ? null : answer.by().id());
    }

    /** Why it is this answer and not the other: the rule by which what bears the other bears this one not. */
    private static Because because(Decider decider, Dossier dossier, Slot slot, Answer answer, Answer other, Instant at) {
        Change asked = other.by() == null ? answer.by() : other.by();
        if (!dossier.changes().contains(asked)) {
            return new Because(NOT_SAID, "no message says it");
        }
        Optional<Ruling> ruling = decider.why(dossier, slot, asked, at);
        return ruling.map(known -> new Because(known.rule().text(), known.sentence()))
                .orElseGet(() -> new Because(NOT_REACHED, "the statement about " + asked.key().text() + " does not reach so far"));
    }
}
