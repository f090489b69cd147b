package dev.heed.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.heed.deciding.Decider;
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Identities;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Merges;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Reading;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes two subjects one person, and two of one again. Both are entries in both chains; no entry that was there before is touched, so
 * the one undoes the other, and a look into the past sees them as they were then.
 */
@Component
public class Merging {

    private final Identities identities;
    private final Subjects subjects;
    private final Merges merges;
    private final Ledger ledger;
    private final Dossiers dossiers;
    private final Deliveries deliveries;
    private final Decider decider;
    private final Clock clock;

    Merging(Identities identities, Subjects subjects, Merges merges, Ledger ledger, Dossiers dossiers, Deliveries deliveries, Decider decider, Clock clock) {
        this.identities = identities;
        this.subjects = subjects;
        this.merges = merges;
        this.ledger = ledger;
        this.dossiers = dossiers;
        this.deliveries = deliveries;
        this.decider = decider;
        this.clock = clock;
    }

    /**
     * Follows what a record says of other systems' records: where both are known they are one person's, unless somebody has said that
     * they are not. What is not known yet will be known by it.
     *
     * @return the person they are now, if something was merged
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<UUID> meet(Reading reading) {
        Optional<UUID> merged = Optional.empty();
        for (Reading.Also also : reading.also()) {
            UUID person = subjects.of(reading.system(), reading.recordId()).orElseThrow();
            Optional<UUID> other = subjects.of(also.system(), also.id());
            if (other.isEmpty()) {
                identities.expect(also.system(), also.id(), person);
            } else if (!merges.parted(person, other.get())) {
                Optional<UUID> one = merge(person, other.get(), "a record in " + reading.system() + " names one in " + also.system());
                merged = one.isPresent() ? one : merged;
            }
        }
        return merged;
    }

    /**
     * Makes them one person, under the id of the one known longer.
     *
     * @param because why they are one, for whoever asks later
     * @return the person both are now; nothing if they were one already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> merge(UUID one, UUID other, String because) {
        List<UUID> persons = merges.byAge(subjects.person(one).orElseThrow(), subjects.person(other).orElseThrow());
        if (persons.size() < 2) {
            return Optional.empty();
        }
        UUID into = persons.get(0);
        UUID from = persons.get(1);
        Instant at = note("merge", from, into, because, merge -> merges.join(from, into, merge.at(), merge.entry()));
        deliveries.move(from, into);
        subjects.advance(into, at);
        return Optional.of(into);
    }

    /** What was written of a person may take effect yet, in these systems, and could not be told from what somebody says who is to be another then. */
    public static final class UnansweredCalls extends RuntimeException {

        private UnansweredCalls(Set<String> systems) {
            super(String.join(", ", systems), null, false, false);
        }
    }

    /**
     * Makes this subject a person of its own again, with those who were merged into it.
     *
     * @return the person it was part of; nothing if it was its own
     * @throws UnansweredCalls while a call about them is under way, or was lost and is to be made again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> split(UUID subject, String because) {
        return merges.into(subject).map(into -> {
            UUID whole = subjects.person(into).orElseThrow();
            subjects.hold(whole);
            Set<String> unanswered = decider.unanswered(dossiers.load(whole), clock.instant());
            if (!unanswered.isEmpty()) {
                throw new UnansweredCalls(unanswered);
            }
            Instant at = note("split", subject, into, because, split -> merges.part(subject, split.at()));
            dossiers.reseal(subject);
            deliveries.part(subject, whole);
            subjects.advance(whole, at);
            subjects.advance(subject, at);
            return whole;
        });
    }

    private record Noted(UUID entry, Instant at) {
    }

    private Instant note(String kind, UUID from, UUID into, String because, java.util.function.Consumer<Noted> write) {
        subjects.lock(List.of(from, into));
        Map<UUID, ChainEnd> ends = new HashMap<>(subjects.hold(from));
        ends.putAll(subjects.hold(into));
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        String content = JsonNodeFactory.instance.objectNode().put("subject", from.toString()).put("into", into.toString()).put("because", because).toString();
        ledger.note(ends.get(from), kind, content, at);
        write.accept(new Noted(ledger.note(ends.get(into), kind, content, at), at));
        return at;
    }
}
