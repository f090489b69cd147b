package dev.heed.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Which subjects are believed to be one person. */
final class Persons {

    private final Map<UUID, UUID> into = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> with = new LinkedHashMap<>();

    void join(UUID subject, UUID person) {
        into.put(subject, person);
        with.computeIfAbsent(subject, known -> new TreeSet<>()).add(person);
        with.computeIfAbsent(person, known -> new TreeSet<>()).add(subject);
    }

    /** @return the person it was part of; null if it was its own */
    UUID part(UUID subject) {
        UUID whole = person(subject);
        return into.remove(subject) == null ? null : whole;
    }

    UUID person(UUID subject) {
        UUID person = subject;
        while (into.containsKey(person)) {
            person = into.get(person);
        }
        return person;
    }

    /** Everybody who is one person with this subject, directly or through others. */
    Set<UUID> with(UUID subject) {
        Set<UUID> all = new TreeSet<>();
        List<UUID> waiting = new ArrayList<>(List.of(subject));
        while (!waiting.isEmpty()) {
            UUID next = waiting.remove(0);
            if (all.add(next)) {
                waiting.addAll(with.getOrDefault(next, Set.of()));
            }
        }
        return all;
    }
}
