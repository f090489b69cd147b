package dev.heed.simulation;

import dev.heed.change.ContactPoint;
import dev.heed.deciding.RecordView;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is meant, in memory: as {@code dev.heed.ledger.Subjects} finds it in its tables. */
final class People {

    private final Map<UUID, Set<ContactPoint>> points = new LinkedHashMap<>();
    /** Who has this point, known longest first. */
    private final Map<ContactPoint, Set<UUID>> reached = new HashMap<>();
    /** Records by name. One that is an address or a number itself may be several people's. */
    private final Map<String, SortedSet<UUID>> owners = new LinkedHashMap<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final Persons persons = new Persons();
    private long made;

    List<UUID> find(Reading reading) {
        UUID known = of(reading.system(), reading.recordId());
        if (known != null) {
            return List.of(known);
        }
        if (reading.email() != null) {
            List<UUID> byAddress = at(reading.email());
            boolean namesOnlyTheAddress = !reading.state() && reading.recordId().equals(reading.email().value());
            if (byAddress.size() == 1 && !keptElsewhere(reading, byAddress.get(0)) || !byAddress.isEmpty() && namesOnlyTheAddress) {
                return byAddress;
            }
            return List.of(byAddress.isEmpty() ? nameless(reading.phone()) : make());
        }
        List<UUID> byNumber = reading.phone() == null ? List.of() : at(reading.phone());
        return byNumber.isEmpty() ? List.of(make()) : byNumber;
    }

    /** Whose the record is, known longest; null if nobody's. */
    UUID of(String system, String record) {
        SortedSet<UUID> known = owners.get(name(system, record));
        return known == null ? null : person(known.first());
    }

    List<UUID> at(ContactPoint point) {
        return reached(point).map(this::person).distinct().toList();
    }

    private Stream<UUID> reached(ContactPoint point) {
        return reached.getOrDefault(point, Set.of()).stream();
    }

    /** Of the person that this subject is. */
    Set<ContactPoint> points(UUID subject) {
        Set<ContactPoint> all = new LinkedHashSet<>();
        members(subject).forEach(member -> all.addAll(points.get(member)));
        return all;
    }

    /** Every person, named by the subject who speaks for all that are one. */
    Set<UUID> all() {
        return points.keySet().stream().map(this::person).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    UUID person(UUID subject) {
        return persons.person(subject);
    }

    List<UUID> members(UUID subject) {
        return points.keySet().stream().filter(other -> person(other).equals(person(subject))).toList();
    }

    /** In whose name a statement from this record is kept: that of the subject it was found with, whoever speaks for them now. */
    UUID origin(Reading reading, UUID person) {
        return origin(reading.system(), reading.recordId(), person, reading.email(), reading.phone());
    }

    /** The same of a record that is kept. */
    UUID origin(RecordView record, UUID person) {
        return origin(record.system(), record.id(), person, record.email(), record.phone());
    }

    private UUID origin(String system, String record, UUID person, ContactPoint email, ContactPoint phone) {
        return Stream.of(owners(system, record, person), reached(email), reached(phone)).flatMap(found -> found)
                .filter(subject -> person(subject).equals(person)).findFirst().orElse(person);
    }

    /** With whom of those that are this person the record is kept. */
    Stream<UUID> owners(String system, String record, UUID person) {
        return owners.getOrDefault(name(system, record), Collections.emptySortedSet()).stream().filter(subject -> person(subject).equals(person));
    }

    Persons persons() {
        return persons;
    }

    /** @return the names of the records that nothing is known of any more */
    List<String> forget(UUID person) {
        List<UUID> all = members(person);
        List<String> names = new ArrayList<>();
        owners.forEach((name, owner) -> {
            if (owner.removeAll(all)) {
                names.add(name);
            }
        });
        owners.values().removeIf(Set::isEmpty);
        all.forEach(points::remove);
        reached.values().forEach(subjects -> subjects.removeAll(all));
        return names;
    }

    void reach(UUID subject, ContactPoint point) {
        if (point != null) {
            points.get(subject).add(point);
            reached.computeIfAbsent(point, unreached -> new LinkedHashSet<>()).add(subject);
        }
    }

    /** @return with whom it is kept */
    UUID keep(RecordView record, UUID person) {
        UUID subject = origin(record, person);
        String name = name(record.system(), record.id());
        owners.computeIfAbsent(name, unseen -> new TreeSet<>()).add(subject);
        if (record.present()) {
            present.add(name + subject);
        } else {
            present.remove(name + subject);
        }
        return subject;
    }

    /** The person's records, each with the subject it was found with. */
    List<String> records(UUID person) {
        List<String> names = new ArrayList<>();
        owners.forEach((name, owner) -> owner.stream().filter(subject -> person(subject).equals(person)).forEach(subject -> names.add(name + subject)));
        return names;
    }

    static String name(String system, String record) {
        return system + ":" + record;
    }

    private boolean keptElsewhere(Reading reading, UUID subject) {
        return owners.entrySet().stream().anyMatch(entry -> entry.getKey().startsWith(reading.system() + ":")
                && entry.getValue().stream().anyMatch(owner -> person(owner).equals(subject) && present.contains(entry.getKey() + owner))
                && !entry.getKey().equals(name(reading.system(), reading.recordId())));
    }

    private UUID nameless(ContactPoint phone) {
        List<UUID> found = phone == null ? List.of() : at(phone);
        return found.size() == 1 && points(found.get(0)).stream().noneMatch(point -> point.kind() == ContactPoint.Kind.EMAIL) ? found.get(0) : make();
    }

    private UUID make() {
        UUID subject = new UUID(0x8000L, 0x8000000000000000L | ++made);
        points.put(subject, new LinkedHashSet<>());
        return subject;
    }
}
