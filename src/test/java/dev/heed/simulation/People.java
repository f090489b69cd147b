package dev.heed.simulation;

import dev.heed.change.ContactPoint;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Who is meant, in memory: as {@code dev.heed.ledger.Subjects} finds it in its tables. */
final class People {

    private final Map<UUID, Set<ContactPoint>> points = new LinkedHashMap<>();
    /** Records by name. One that is an address or a number itself may be several people's. */
    private final Map<String, SortedSet<UUID>> owners = new LinkedHashMap<>();
    private final Set<String> present = new LinkedHashSet<>();

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
        return known == null ? null : known.first();
    }

    List<UUID> at(ContactPoint point) {
        return points.entrySet().stream().filter(entry -> entry.getValue().contains(point)).map(Map.Entry::getKey).toList();
    }

    Set<ContactPoint> points(UUID subject) {
        return new LinkedHashSet<>(points.get(subject));
    }

    Set<UUID> all() {
        return points.keySet();
    }

    void reach(UUID subject, ContactPoint point) {
        if (point != null) {
            points.get(subject).add(point);
        }
    }

    void keep(String system, String record, UUID subject, boolean isPresent) {
        owners.computeIfAbsent(name(system, record), name -> new TreeSet<>()).add(subject);
        if (isPresent) {
            present.add(name(system, record) + subject);
        } else {
            present.remove(name(system, record) + subject);
        }
    }

    List<String> records(UUID subject) {
        List<String> names = new ArrayList<>();
        owners.forEach((name, owner) -> {
            if (owner.contains(subject)) {
                names.add(name);
            }
        });
        return names;
    }

    static String name(String system, String record) {
        return system + ":" + record;
    }

    private boolean keptElsewhere(Reading reading, UUID subject) {
        return owners.entrySet().stream().anyMatch(entry -> entry.getValue().contains(subject) && entry.getKey().startsWith(reading.system() + ":")
                && present.contains(entry.getKey() + subject) && !entry.getKey().equals(name(reading.system(), reading.recordId())));
    }

    private UUID nameless(ContactPoint phone) {
        List<UUID> found = phone == null ? List.of() : at(phone);
        return found.size() == 1 && points.get(found.get(0)).stream().noneMatch(point -> point.kind() == ContactPoint.Kind.EMAIL) ? found.get(0) : make();
    }

    private UUID make() {
        UUID subject = new UUID(0x8000L, 0x8000000000000000L | points.size() + 1);
        points.put(subject, new LinkedHashSet<>());
        return subject;
    }
}
