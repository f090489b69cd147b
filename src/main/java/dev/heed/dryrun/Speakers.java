package dev.heed.dryrun;

import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Who spoke in messages that are read differently, as far as Heed knows them, and whom their refusals bind besides. Ids alone: the messages may be many. */
final class Speakers {

    /** @param parked whether nothing of it was taken in */
    record Heard(long message, boolean parked) {
    }

    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Map<UUID, List<Heard>> spoke = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> bound = new LinkedHashMap<>();

    Speakers(Subjects subjects, Dossiers dossiers) {
        this.subjects = subjects;
        this.dossiers = dossiers;
    }

    /** Notes a message with those who speak in it; false if Heed knows none of them. */
    boolean note(Heard heard, List<Reading> readings) {
        Set<UUID> persons = new LinkedHashSet<>();
        for (Reading reading : readings) {
            of(reading).ifPresent(person -> {
                persons.add(person);
                if (refuses(reading)) {
                    // at their other addresses they are looked for once
                    bind(person, spoke.containsKey(person) ? points(reading).toList() : Stream.concat(points(reading), dossiers.load(person).contactPoints().stream()).toList());
                }
            });
        }
        persons.forEach(person -> spoke.computeIfAbsent(person, one -> new ArrayList<>()).add(heard));
        return !persons.isEmpty();
    }

    /** Whose record it is; for one that is not known yet, who alone is reached there. */
    Optional<UUID> of(Reading reading) {
        return subjects.of(reading.system(), reading.recordId())
                .or(() -> points(reading).map(subjects::at).filter(found -> !found.isEmpty()).findFirst().filter(found -> found.size() == 1).map(found -> found.get(0)));
    }

    /** Everybody of whom something else may hold because of what was noted. */
    Set<UUID> persons() {
        Set<UUID> persons = new LinkedHashSet<>(spoke.keySet());
        persons.addAll(bound.keySet());
        return persons;
    }

    /** This person's messages, in the order they came in. */
    List<Heard> messages(UUID person) {
        return spoke.getOrDefault(person, List.of());
    }

    /** Others whose refusals bind this person. */
    Set<UUID> binding(UUID person) {
        return bound.getOrDefault(person, Set.of());
    }

    private void bind(UUID person, Collection<ContactPoint> points) {
        points.stream().flatMap(point -> subjects.at(point).stream()).filter(other -> !other.equals(person))
                .forEach(other -> bound.computeIfAbsent(other, one -> new LinkedHashSet<>()).add(person));
    }

    private static boolean refuses(Reading reading) {
        return reading.said().stream().anyMatch(said -> said.key() instanceof Permission && Decision.of(said.value()).restrictive());
    }

    private static Stream<ContactPoint> points(Reading reading) {
        return Stream.of(Optional.ofNullable(reading.email()), Optional.ofNullable(reading.phone())).flatMap(Optional::stream);
    }
}
