package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.mapping.Reading;
import dev.heed.policy.Answer;
import dev.heed.policy.Policy;
import dev.heed.policy.Resolver;
import dev.heed.policy.Ruling;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The heart: from what is known of a subject and what a system now says, what holds and who must hear of it. No I/O and
 * no clock of its own.
 */
public final class Decider {

    private final Policy policy;
    private final Taxonomy taxonomy;
    private final Map<String, SystemCard> systems;
    private final Resolver resolver;
    private final Carrying carrying;
    private final Places places;

    /** @param systems those that are switched on, by name */
    public Decider(Policy policy, Taxonomy taxonomy, Map<String, SystemCard> systems) {
        this.policy = policy;
        this.taxonomy = taxonomy;
        this.systems = systems;
        this.resolver = new Resolver(policy);
        this.places = new Places(taxonomy);
        this.carrying = new Carrying(policy, taxonomy, resolver);
    }

    /** What follows from a reading of one of the subject's records. */
    public Decisions decide(Dossier before, Reading reading) {
        RecordView record = before.record(reading.system(), reading.recordId());
        Optional<Manifest> manifest = Optional.ofNullable(systems.get(reading.system())).map(SystemCard::manifest);
        Observation observation = Observation.of(before, reading, record, taxonomy, manifest.map(Manifest::echoWindow).orElse(Duration.ZERO), policy.clockSkew());
        Dossier seen = before.with(observation.record());
        List<Change> changes = manifest.map(known -> new Besides(known, taxonomy).all(seen, reading, observation.record(), observation.changes()))
                .orElse(observation.changes());
        Instant at = reading.provenance().receivedAt();
        Decisions decisions = follow(seen.with(changes), changes, observation.confirmed(), observation.record(), at);
        return before.recordsIn(reading.system()).findAny().isEmpty() && observation.record().present() ? met(decisions, reading.system(), at) : decisions;
    }

    /** The system knows the subject now: what holds is no longer absent there. */
    private Decisions met(Decisions decisions, String name, Instant at) {
        SystemCard system = systems.get(name);
        List<Delivery> deliveries = new ArrayList<>(decisions.deliveries());
        Set<UUID> told = deliveries.stream().filter(delivery -> delivery.system().equals(name)).map(Delivery::change).collect(Collectors.toSet());
        if (system != null) {
            own(decisions.dossier(), decisions.dossier().changes(), at).values().stream().map(Answer::by).filter(Objects::nonNull).distinct().filter(bearer -> told.add(bearer.id()))
                    .forEach(bearer -> deliveries.add(new Delivery(bearer.id(), name, carrying.state(decisions.dossier(), system, bearer, at), null)));
        }
        return new Decisions(decisions.dossier(), decisions.judged(), decisions.confirmed(), decisions.state(), deliveries, decisions.nextExpiry());
    }

    /** What follows for one subject from changes that another made for a contact point they share. */
    public Decisions share(Dossier after, List<Change> changes) {
        Instant at = changes.stream().map(change -> change.provenance().receivedAt()).max(Instant::compareTo).orElse(Instant.EPOCH);
        return follow(after, changes, Set.of(), null, at);
    }

    /** What follows when more is known of a subject, or less, than when their changes were made: whatever a system should say and does not. */
    public Decisions reconsider(Dossier dossier, Instant at) {
        Map<Slot, Answer> state = own(dossier, dossier.changes(), at);
        List<Change> bearers = state.values().stream().map(Answer::by).filter(Objects::nonNull).distinct().toList();
        List<Delivery> deliveries = new ArrayList<>();
        systems.values().forEach(system -> bearers.stream().filter(bearer -> carrying.state(dossier, system, bearer, at) == DeliveryState.QUEUED)
                .forEach(bearer -> deliveries.add(new Delivery(bearer.id(), system.name(), DeliveryState.QUEUED, null))));
        return new Decisions(dossier, List.of(), Set.of(), state, deliveries, nextExpiry(dossier, at));
    }

    /**
     * What the subject's records in a system should say at this instant and do not, record by record. Empty lists are left
     * out. To be asked by who holds the subject's lane there, so that no call is under way.
     */
    public Map<RecordView, List<Difference>> differences(Dossier dossier, String system, Instant at) {
        return carrying.differences(dossier, systems.get(system), at);
    }

    /** What is to stand in the subject's records in a system, record by record, whether it does already or not; what is left as it stands is left out. */
    public Map<RecordView, Map<Key, Difference>> wanted(Dossier dossier, String system, Instant at) {
        return carrying.wanted(dossier, systems.get(system), at);
    }

    /** The systems where something that was written into the subject's records may take effect yet: who it was meant for must not change meanwhile. */
    public SortedSet<String> unanswered(Dossier dossier, Instant at) {
        return dossier.records().stream().filter(record -> systems.containsKey(record.system()) && record.equals(dossier.record(record.system(), record.id())))
                .filter(record -> mayTakeEffect(record, at)).map(RecordView::system).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean mayTakeEffect(RecordView record, Instant at) {
        Duration patience = systems.get(record.system()).manifest().echoWindow().plus(policy.clockSkew());
        return record.held().values().stream().anyMatch(held -> held.mayTakeEffect(at, patience));
    }

    /** What is to be carried to a system besides what was just accepted there: somebody may have come in between. */
    public List<Delivery> left(Dossier dossier, String system, Instant at) {
        return differences(dossier, system, at).entrySet().stream().flatMap(record -> record.getValue().stream()
                        .filter(difference -> difference.answer().by() != null))
                .map(difference -> new Delivery(difference.answer().by().id(), system, DeliveryState.QUEUED, null)).distinct().toList();
    }

    /** What holds at this instant, slot by slot, for everything that was ever said: for a part, with all that was said about the whole. */
    public Map<Slot, Answer> holding(Dossier dossier, Instant at) {
        Map<Slot, Answer> holding = new LinkedHashMap<>();
        slots(dossier, dossier.changes()).forEach(slot -> holding.put(slot, check(dossier, slot, at)));
        return holding;
    }

    /** What holds at this instant for one permission, at each contact point it is about. */
    public Map<Slot, Answer> answers(Dossier dossier, Permission permission, Instant at) {
        Map<Slot, Answer> answers = new LinkedHashMap<>();
        places.slots(dossier, permission).forEach(slot -> answers.put(slot, check(dossier, slot, at)));
        return answers;
    }

    /** Whether this contact point may be used for this, now: what holds with all that was said about the whole. */
    public Answer check(Dossier dossier, Slot slot, Instant at) {
        return resolver.effective(dossier.subject(), slot, dossier.changes(), at);
    }

    /** By which rule a change of this subject holds or does not, and which other it lost against. */
    public Ruling why(Dossier dossier, Change change, Instant at) {
        return resolver.why(dossier.subject(), new Slot(change.key(), change.contactPoint()), change, dossier.changes(), at);
    }

    /** By which rule a change bears the answer of this slot or does not; nothing if it is about something else and does not reach so far. */
    public Optional<Ruling> why(Dossier dossier, Slot slot, Change change, Instant at) {
        return resolver.concerns(change, slot.key()) ? Optional.of(resolver.why(dossier.subject(), slot, change, dossier.changes(), at)) : Optional.empty();
    }

    /** When time alone changes what holds for this subject, if it does: nothing need be asked or carried before. */
    public Optional<Instant> nextExpiry(Dossier dossier, Instant at) {
        return resolver.nextExpiry(dossier.subject(), dossier.changes(), at);
    }

    /** When the yes ran out, or the wait for one, that this answer was until then; nothing if it is what somebody said. */
    public Optional<Instant> ranOut(Answer answer) {
        return resolver.ranOut(answer);
    }

    /** Where this answer comes from; of one that ran out also that, and when: nobody said the no that it is now. */
    public Provenance origin(Answer answer) {
        Provenance said = answer.by().provenance();
        return ranOut(answer).map(end -> said.ranOut(answer.by().value(), end)).orElse(said);
    }

    /** Whether what is written of this key in this system carries the change: it is of that key, or reaches so far. */
    public boolean carries(String system, Key written, Change change) {
        SystemCard card = systems.get(system);
        return card != null && carrying.concerned(card, change).contains(written);
    }

    private Decisions follow(Dossier after, List<Change> changes, Set<Key> confirmed, RecordView seen, Instant at) {
        Map<Slot, Answer> state = own(after, changes, at);
        List<Judged> judged = changes.stream().map(change -> new Judged(change, why(after, change, at))).toList();
        List<Delivery> deliveries = new ArrayList<>();
        for (Change change : changes) {
            systems.values().forEach(system -> deliveries.add(new Delivery(change.id(), system.name(), carrying.state(after, system, change, at), null)));
        }
        Dossier repaired = seen == null || !systems.containsKey(seen.system()) ? after : carrying.repair(after, systems.get(seen.system()), seen, changes, deliveries, at);
        return new Decisions(repaired, judged, confirmed, state, deliveries, nextExpiry(repaired, at));
    }

    /** What was said of each key itself: who can hold the part besides the whole is told both. */
    private Map<Slot, Answer> own(Dossier dossier, List<Change> about, Instant at) {
        Map<Slot, Answer> own = new LinkedHashMap<>();
        slots(dossier, about).forEach(slot -> own.put(slot, resolver.own(dossier.subject(), slot, dossier.changes(), at)));
        return own;
    }

    private Stream<Slot> slots(Dossier dossier, List<Change> about) {
        return about.stream().flatMap(carrying::touched).distinct().flatMap(key -> places.slots(dossier, key));
    }
}
