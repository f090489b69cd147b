package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.policy.Policy;
import dev.heed.policy.Resolver;
import dev.heed.system.Manifest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a system is to be told. */
final class Carrying {

    private final Taxonomy taxonomy;
    private final Resolver resolver;
    private final Projection projection;
    private final Places places;
    private final int repairs;

    Carrying(Policy policy, Taxonomy taxonomy, Resolver resolver) {
        this.taxonomy = taxonomy;
        this.resolver = resolver;
        this.projection = new Projection(resolver, taxonomy);
        this.places = new Places(taxonomy);
        this.repairs = policy.repairs();
    }

    /** Its own key, and what a refusal that reaches further decides besides. */
    Stream<Key> touched(Change change) {
        return Stream.concat(Stream.of(change.key()), taxonomy.permissions().stream().filter(other -> resolver.reaches(change, other)));
    }

    /** The fields there that carry it. */
    Set<Key> concerned(SystemCard system, Change change) {
        Manifest manifest = system.manifest();
        List<Key> touched = touched(change).toList();
        return manifest.holds().keySet().stream().filter(held -> touched.stream()
                .anyMatch(key -> held.equals(key) || key instanceof Permission said && manifest.says(held, said))).collect(Collectors.toSet());
    }

    /** What is to become of a change there. */
    DeliveryState state(Dossier dossier, SystemCard system, Change change, Instant at) {
        Set<Key> concerned = concerned(system, change);
        if (concerned.isEmpty()) {
            return DeliveryState.NOT_APPLICABLE;
        }
        List<RecordView> records = places.records(dossier, system.manifest());
        if (records.isEmpty()) {
            return DeliveryState.ABSENT;
        }
        // what is under way may take effect yet, though something else is to be said by now
        if (records.stream().anyMatch(record -> concerned.stream().anyMatch(held -> projection.difference(dossier, system, record.afterTheCall(), held, at).isPresent()))) {
            return DeliveryState.QUEUED;
        }
        return records.stream().anyMatch(record -> concerned.stream().anyMatch(held -> projection.cannotSay(dossier, system, record, held, at)))
                ? DeliveryState.NOT_APPLICABLE : DeliveryState.UNCHANGED;
    }

    /** What its records should say and do not. */
    Map<RecordView, List<Difference>> differences(Dossier dossier, SystemCard system, Instant at) {
        Map<RecordView, List<Difference>> differences = new LinkedHashMap<>();
        places.records(dossier, system.manifest()).forEach(record -> {
            List<Difference> found = system.manifest().holds().keySet().stream()
                    .flatMap(key -> projection.difference(dossier, system, record.afterTheCall(), key, at).stream()).toList();
            if (!found.isEmpty()) {
                differences.put(record, found);
            }
        });
        return differences;
    }

    /** What is to stand in its records, whether it does already or not. */
    Map<RecordView, Map<Key, Difference>> wanted(Dossier dossier, SystemCard system, Instant at) {
        Map<RecordView, Map<Key, Difference>> wanted = new LinkedHashMap<>();
        places.records(dossier, system.manifest()).forEach(record -> {
            Map<Key, Difference> fields = new LinkedHashMap<>();
            system.manifest().holds().keySet().forEach(key -> projection.wanted(dossier, system, record, key, at).ifPresent(field -> fields.put(key, field)));
            wanted.put(record, fields);
        });
        return wanted;
    }

    /**
     * Queues again what the record just seen does not say though it should: it was absent, or the system undid it, or it
     * said something that does not hold. A tug of war ends after a few rounds, in the open.
     */
    Dossier repair(Dossier after, SystemCard system, RecordView seen, List<Change> changes, List<Delivery> deliveries, Instant at) {
        if (!seen.present()) {
            return after;
        }
        RecordView record = seen;
        for (Key key : system.manifest().holds().keySet()) {
            Optional<Difference> difference = projection.difference(after, system, record, key, at);
            Held held = record.held().get(key);
            if (difference.isEmpty() || held != null && difference.get().token().equals(held.sent())) {
                continue;
            }
            Change bearer = difference.get().answer().by();
            boolean old = bearer != null && changes.stream().noneMatch(change -> change.id().equals(bearer.id()));
            if (old && held != null && held.repairs() >= repairs) {
                deliveries.add(new Delivery(bearer.id(), system.name(), DeliveryState.PARKED, "overwrites"));
            } else if (old) {
                deliveries.add(new Delivery(bearer.id(), system.name(), DeliveryState.QUEUED, null));
                record = held == null ? record : record.with(key, held.repaired());
            }
        }
        return after.with(record);
    }
}
