package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.mapping.Reading;
import dev.heed.policy.Answer;
import dev.heed.policy.Policy;
import dev.heed.policy.Resolver;
import dev.heed.policy.Rule;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final Projection projection;

    /** @param systems those that are switched on, by name */
    public Decider(Policy policy, Taxonomy taxonomy, Map<String, SystemCard> systems) {
        this.policy = policy;
        this.taxonomy = taxonomy;
        this.systems = systems;
        this.resolver = new Resolver(policy);
        this.projection = new Projection(resolver, taxonomy);
    }

    /** What follows from a reading of one of the subject's records. */
    public Decisions decide(Dossier before, Reading reading) {
        RecordView record = before.record(reading.system(), reading.recordId());
        Observation observation = Observation.of(before, reading, record, taxonomy, Optional.ofNullable(systems.get(reading.system()))
                .map(card -> card.manifest().echoWindow()).orElse(java.time.Duration.ZERO), policy.clockSkew());
        Dossier after = before.with(observation.record()).with(observation.changes());
        Decisions decisions = follow(after, observation.changes(), observation.confirmed(), observation.record());
        return before.recordsIn(reading.system()).findAny().isEmpty() && observation.record().present() ? met(decisions, reading.system()) : decisions;
    }

    /** The system knows the subject now: what holds is no longer absent there. */
    private Decisions met(Decisions decisions, String name) {
        SystemCard system = systems.get(name);
        List<Delivery> deliveries = new ArrayList<>(decisions.deliveries());
        Set<UUID> told = deliveries.stream().filter(delivery -> delivery.system().equals(name)).map(Delivery::change).collect(Collectors.toSet());
        if (system != null) {
            state(decisions.dossier()).values().stream().map(Answer::by).filter(Objects::nonNull).distinct().filter(bearer -> told.add(bearer.id()))
                    .forEach(bearer -> deliveries.add(new Delivery(bearer.id(), name, carry(decisions.dossier(), system, bearer.key()), null)));
        }
        return new Decisions(decisions.dossier(), decisions.judged(), decisions.confirmed(), decisions.state(), deliveries);
    }

    /** What follows for one subject from changes that another made for a contact point they share. */
    public Decisions share(Dossier after, List<Change> changes) {
        return follow(after, changes, Set.of(), null);
    }

    /** What the subject's records in a system should say and do not, record by record. Empty lists are left out. */
    public Map<RecordView, List<Difference>> differences(Dossier dossier, String system) {
        SystemCard card = systems.get(system);
        Map<RecordView, List<Difference>> differences = new LinkedHashMap<>();
        records(dossier, card).forEach(record -> {
            List<Difference> found = card.manifest().holds().keySet().stream()
                    .flatMap(key -> projection.difference(dossier, card, record, key).stream()).toList();
            if (!found.isEmpty()) {
                differences.put(record, found);
            }
        });
        return differences;
    }

    /** What holds, slot by slot, for everything that was ever said. */
    public Map<Slot, Answer> state(Dossier dossier) {
        return state(dossier, dossier.changes().stream().map(Change::key).collect(Collectors.toSet()));
    }

    /** Whether this contact point may be used for this: what holds with all that was said about the whole. */
    public Answer check(Dossier dossier, Slot slot) {
        return resolver.effective(dossier.subject(), slot, dossier.changes());
    }

    /** By which rule a change of this subject holds or does not. */
    public Rule why(Dossier dossier, Change change) {
        Slot slot = new Slot(change.key(), change.contactPoint());
        return resolver.why(dossier.subject(), slot, change, resolver.own(dossier.subject(), slot, dossier.changes()));
    }

    private Decisions follow(Dossier after, List<Change> changes, Set<Key> confirmed, RecordView seen) {
        Map<Slot, Answer> state = state(after, changes.stream().map(Change::key).collect(Collectors.toSet()));
        List<Judged> judged = changes.stream().map(change -> new Judged(change, why(after, change))).toList();
        List<Delivery> deliveries = new ArrayList<>();
        for (Change change : changes) {
            systems.values().forEach(system -> deliveries.add(new Delivery(change.id(), system.name(), carry(after, system, change.key()), null)));
        }
        Dossier repaired = seen == null ? after : repair(after, seen, changes, deliveries);
        return new Decisions(repaired, judged, confirmed, state, deliveries);
    }

    private Map<Slot, Answer> state(Dossier dossier, Set<Key> keys) {
        Map<Slot, Answer> state = new LinkedHashMap<>();
        keys.stream().flatMap(key -> slots(dossier, key)).forEach(slot -> state.put(slot, resolver.own(dossier.subject(), slot, dossier.changes())));
        return state;
    }

    private DeliveryState carry(Dossier dossier, SystemCard system, Key key) {
        Set<Key> concerned = system.manifest().holds().keySet().stream()
                .filter(held -> held.equals(key) || key instanceof Permission finer && system.manifest().governs(held, finer))
                .collect(Collectors.toSet());
        if (concerned.isEmpty()) {
            return DeliveryState.NOT_APPLICABLE;
        }
        List<RecordView> records = records(dossier, system);
        if (records.isEmpty()) {
            return DeliveryState.ABSENT;
        }
        if (records.stream().anyMatch(record -> concerned.stream().anyMatch(held -> projection.difference(dossier, system, record, held).isPresent()))) {
            return DeliveryState.QUEUED;
        }
        return records.stream().anyMatch(record -> concerned.stream().anyMatch(held -> projection.cannotSay(dossier, system, record, held)))
                ? DeliveryState.NOT_APPLICABLE : DeliveryState.UNCHANGED;
    }

    /**
     * Queues again what the record just seen does not say though it should: it was absent, or the system undid it, or it
     * said something that does not hold. A tug of war ends after a few rounds, in the open.
     */
    private Dossier repair(Dossier after, RecordView seen, List<Change> changes, List<Delivery> deliveries) {
        SystemCard system = systems.get(seen.system());
        if (system == null || !seen.present()) {
            return after;
        }
        RecordView record = seen;
        for (Key key : system.manifest().holds().keySet()) {
            Optional<Difference> difference = projection.difference(after, system, record, key);
            Held held = record.held().get(key);
            if (difference.isEmpty() || held != null && difference.get().token().equals(held.sent())) {
                continue;
            }
            Change bearer = difference.get().answer().by();
            boolean old = bearer != null && changes.stream().noneMatch(change -> change.id().equals(bearer.id()));
            if (old && held != null && held.repairs() >= policy.repairs()) {
                deliveries.add(new Delivery(bearer.id(), system.name(), DeliveryState.PARKED, "overwrites"));
            } else if (old) {
                deliveries.add(new Delivery(bearer.id(), system.name(), DeliveryState.QUEUED, null));
                record = held == null ? record : record.with(key, held.repaired());
            }
        }
        return after.with(record);
    }

    private List<RecordView> records(Dossier dossier, SystemCard system) {
        Manifest.Records origin = system.manifest().records();
        if (origin == Manifest.Records.OBSERVED) {
            return dossier.recordsIn(system.name()).toList();
        }
        ContactPoint.Kind kind = origin == Manifest.Records.PHONE ? ContactPoint.Kind.PHONE : ContactPoint.Kind.EMAIL;
        return dossier.contactPoints().stream().filter(point -> point.kind() == kind)
                .map(point -> dossier.record(system.name(), point.value()).reachedAt(
                        kind == ContactPoint.Kind.EMAIL ? point : null, kind == ContactPoint.Kind.PHONE ? point : null))
                .toList();
    }

    private Stream<Slot> slots(Dossier dossier, Key key) {
        Optional<ContactPoint.Kind> kind = taxonomy.reaches(key);
        List<Slot> slots = dossier.contactPoints().stream().filter(point -> kind.filter(point.kind()::equals).isPresent())
                .map(point -> new Slot(key, point)).toList();
        return slots.isEmpty() ? Stream.of(new Slot(key, null)) : slots.stream();
    }
}
