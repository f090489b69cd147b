package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.policy.Essence;
import dev.heed.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Ledger, views and deliveries, in memory. */
final class Book {

    /** A change as the ledger holds it. */
    record Entry(long sequence, Change change, Rule rule, Told told) {
    }

    private final People people;
    private final Seams seams;
    private final Map<UUID, Entry> ledger = new LinkedHashMap<>();
    private final Map<UUID, List<Change>> bySubject = new LinkedHashMap<>();
    private final Map<ContactPoint, List<Change>> refusals = new LinkedHashMap<>();
    private final Map<String, RecordView> views = new LinkedHashMap<>();
    private final Map<String, Map<UUID, Carried>> deliveries = new TreeMap<>();

    Book(People people, Seams seams) {
        this.people = people;
        this.seams = seams;
    }

    Dossier load(UUID subject) {
        List<Change> own = bySubject.getOrDefault(subject, List.of());
        List<Change> others = people.points(subject).stream().flatMap(point -> refusals.getOrDefault(point, List.of()).stream())
                .filter(change -> !change.subject().equals(subject)).toList();
        List<RecordView> records = people.records(subject).stream().map(name -> views.get(name + subject)).toList();
        return new Dossier(subject, people.points(subject), records, Essence.of(seams.known(subject, own, others, all())));
    }

    void keep(Dossier before, Dossier after) {
        after.records().stream().filter(record -> !before.records().contains(record)).forEach(record -> {
            people.keep(record.system(), record.id(), after.subject(), record.present());
            views.put(People.name(record.system(), record.id()) + after.subject(), record);
        });
    }

    Entry append(Change change, Rule rule, Told told) {
        Entry entry = new Entry(ledger.size() + 1L, change, rule, told);
        if (ledger.putIfAbsent(change.id(), entry) != null) {
            throw new Violation("I9", "the same statement was recorded twice: " + change.key().text() + " = " + change.value() + " from " + told.digest());
        }
        bySubject.computeIfAbsent(change.subject(), subject -> new ArrayList<>()).add(change);
        if (change.key() instanceof Permission && Decision.of(change.value()).restrictive() && change.contactPoint() != null) {
            refusals.computeIfAbsent(change.contactPoint(), point -> new ArrayList<>()).add(change);
        }
        return entry;
    }

    /** @return the rows that are queued by it */
    List<Carried> keep(UUID subject, Collection<Delivery> all, long now, long grace) {
        List<Carried> queued = new ArrayList<>();
        for (Delivery delivery : all) {
            Entry entry = ledger.get(delivery.change());
            Carried row = lane(delivery.system(), subject).computeIfAbsent(delivery.change(),
                    change -> new Carried(change, delivery.system(), subject, entry.change().key(), entry.sequence()));
            if (row.state != DeliveryState.QUEUED) {
                row.queuedAt = now;
            }
            row.state = delivery.state();
            row.reason = delivery.reason();
            row.dueAt = now + grace;
            if (row.state == DeliveryState.QUEUED) {
                queued.add(row);
            }
        }
        return queued;
    }

    Map<UUID, Carried> lane(String system, UUID subject) {
        return deliveries.computeIfAbsent(system + " " + subject, name -> new LinkedHashMap<>());
    }

    List<Carried> queued(String system, UUID subject) {
        return lane(system, subject).values().stream().filter(row -> row.state == DeliveryState.QUEUED)
                .sorted(java.util.Comparator.comparingLong(row -> row.sequence)).toList();
    }

    Collection<Map<UUID, Carried>> lanes() {
        return deliveries.values();
    }

    Entry entry(UUID change) {
        return ledger.get(change);
    }

    Collection<Entry> entries() {
        return ledger.values();
    }

    List<Change> all() {
        return ledger.values().stream().map(Entry::change).toList();
    }

    RecordView view(String system, String record, UUID subject) {
        return views.get(People.name(system, record) + subject);
    }

    long size() {
        return ledger.size();
    }

    /** Everything that a repetition must not alter, for comparing. */
    Object picture() {
        List<Object> rows = new ArrayList<>();
        deliveries.values().forEach(lane -> lane.values().forEach(row -> rows.add(List.of(row.change, row.system, row.state, row.attempts))));
        return List.of(List.copyOf(ledger.keySet()), Map.copyOf(views), rows);
    }
}
