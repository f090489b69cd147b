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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ledger, views and deliveries, in memory. */
final class Book {

    /**
     * A change as the ledger holds it.
     *
     * @param origin in whose chain it stands
     * @param told   null if no message told of it
     */
    record Entry(long sequence, Change change, UUID origin, Rule rule, Told told) {
    }

    /** @param number the higher, the later it was seen */
    private record Seen(RecordView view, int number) {
    }

    private static final Comparator<Seen> LATEST = Comparator.comparingInt(Seen::number);

    private final People people;
    private int seen;
    private final Seams seams;
    private final Map<UUID, Entry> ledger = new LinkedHashMap<>();
    private final Map<UUID, List<Change>> bySubject = new LinkedHashMap<>();
    private final Map<ContactPoint, List<Change>> refusals = new LinkedHashMap<>();
    private final Map<String, Seen> views = new LinkedHashMap<>();
    private final Map<String, Map<UUID, Carried>> deliveries = new TreeMap<>();

    Book(People people, Seams seams) {
        this.people = people;
        this.seams = seams;
    }

    /** What is known of the person that this subject is. */
    Dossier load(UUID subject) {
        UUID person = people.person(subject);
        List<Change> own = seams.members(people, person).stream().flatMap(member -> bySubject.getOrDefault(member, List.of()).stream()).map(change -> Altered.of(change, person)).toList();
        Set<UUID> known = own.stream().map(Change::id).collect(Collectors.toSet());
        List<Change> others = people.points(person).stream().flatMap(point -> refusals.getOrDefault(point, List.of()).stream())
                .filter(change -> !known.contains(change.id())).toList();
        // what two who are one were both seen with is as it was seen last
        Collection<Seen> records = people.records(person).stream().map(views::get).collect(Collectors.toMap(one -> People.name(one.view().system(), one.view().id()), Function.identity(),
                BinaryOperator.maxBy(LATEST), LinkedHashMap::new)).values();
        return new Dossier(person, people.points(person), records.stream().map(Seen::view).toList(), Essence.of(seams.known(person, own, others, this::all)));
    }

    void keep(Dossier before, Dossier after) {
        after.records().stream().filter(record -> !before.records().contains(record)).forEach(record ->
                views.put(People.name(record.system(), record.id()) + people.keep(record, after.subject()), new Seen(record, ++seen)));
    }

    Entry append(Change change, UUID origin, Rule rule, Told told) {
        Entry entry = new Entry(ledger.size() + 1L, change, origin, rule, told);
        if (ledger.putIfAbsent(change.id(), entry) != null) {
            throw new Violation("I9", "the same statement was recorded twice: " + change.key().text() + " = " + change.value() + " from " + change.provenance().digest());
        }
        bySubject.computeIfAbsent(origin, subject -> new ArrayList<>()).add(change);
        if (change.key() instanceof Permission && Decision.of(change.value()).restrictive() && change.contactPoint() != null) {
            refusals.computeIfAbsent(change.contactPoint(), point -> new ArrayList<>()).add(Altered.of(change, origin));
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

    /** What is under way for one subject goes on under the other. @return the rows that went over */
    List<Carried> move(UUID from, UUID into, long now) {
        List<Carried> moved = new ArrayList<>();
        for (String system : systems()) {
            Map<UUID, Carried> there = lane(system, into);
            for (Carried row : List.copyOf(lane(system, from).values())) {
                if (!row.state.isEnd() && !there.containsKey(row.change)) {
                    lane(system, from).remove(row.change);
                    row.subject = into;
                    row.dueAt = now;
                    there.put(row.change, row);
                    moved.add(row);
                } else if (!row.state.isEnd()) {
                    row.state = DeliveryState.SUPERSEDED;
                }
            }
        }
        return moved;
    }

    /**
     * What is under way of the changes of one who is a person of its own again goes on under it, and what was accepted is looked at again.
     *
     * @return the rows that are to be taken up
     */
    List<Carried> part(UUID part, UUID whole, long now) {
        List<Carried> due = new ArrayList<>();
        for (String system : systems()) {
            Map<UUID, Carried> there = lane(system, part);
            for (Carried row : List.copyOf(lane(system, whole).values())) {
                if (!row.state.isEnd() && people.members(part).contains(ledger.get(row.change).origin()) && !there.containsKey(row.change)) {
                    lane(system, whole).remove(row.change);
                    row.subject = part;
                    there.put(row.change, row);
                }
            }
            Stream.of(part, whole).flatMap(subject -> lane(system, subject).values().stream()).filter(row -> !row.state.isEnd()).forEach(row -> {
                if (row.state == DeliveryState.ACCEPTED) {
                    row.state = DeliveryState.QUEUED;
                    row.dueAt = now;
                }
                due.add(row);
            });
        }
        return due;
    }

    /** What is left of a person are the refusals for contact points. */
    List<String> forget(UUID person) {
        people.members(person).forEach(member -> {
            bySubject.remove(member);
            seams.forgottenRefusals(refusals, member);
            systems().stream().flatMap(system -> lane(system, member).values().stream()).filter(row -> !row.state.isEnd()).forEach(row -> row.state = DeliveryState.ABSENT);
        });
        people.records(person).forEach(views::remove);
        return people.forget(person);
    }

    /** Whether nothing is still to be told to anybody. */
    boolean isTold(UUID person) {
        return systems().stream().allMatch(system -> lane(system, person).values().stream().allMatch(row -> row.state.isEnd()));
    }

    /** Whether the change has a delivery to the system, for whomever. */
    boolean carries(String system, UUID change) {
        return deliveries.entrySet().stream().anyMatch(lane -> lane.getKey().startsWith(system + " ") && lane.getValue().containsKey(change));
    }

    private List<String> systems() {
        return deliveries.keySet().stream().map(lane -> lane.substring(0, lane.indexOf(' '))).distinct().toList();
    }

    Map<UUID, Carried> lane(String system, UUID subject) {
        return deliveries.computeIfAbsent(system + " " + subject, name -> new LinkedHashMap<>());
    }

    List<Carried> queued(String system, UUID subject) {
        return lane(system, subject).values().stream().filter(row -> row.state == DeliveryState.QUEUED)
                .sorted(Comparator.comparingLong(row -> row.sequence)).toList();
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
        return people.owners(system, record, subject).map(owner -> views.get(People.name(system, record) + owner)).max(LATEST).map(Seen::view).orElse(null);
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
