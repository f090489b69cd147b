package dev.heed.trial;

import dev.heed.trial.Finding.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How many of each: all, by rule, and by system and rule. */
public final class Counts {

    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final Map<String, Long> states = new TreeMap<>();
    private final Map<String, Map<String, Long>> values = new TreeMap<>();
    private long subjects;
    private UUID last;

    /** Those of one subject come one after the other. */
    public void add(Finding finding) {
        kinds.merge(finding.kind(), 1L, Long::sum);
        if (finding.kind() == Kind.STATE) {
            states.merge(finding.then().rule(), 1L, Long::sum);
        } else if (finding.kind() == Kind.VALUE) {
            values.computeIfAbsent(finding.system(), system -> new TreeMap<>()).merge(finding.then().rule(), 1L, Long::sum);
        }
        if (finding.subject() != null && !finding.subject().equals(last)) {
            subjects++;
            last = finding.subject();
        }
    }

    public long of(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    public long all() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Subjects of whom something would differ. */
    public long subjects() {
        return subjects;
    }

    /** States by the rule by which what decides today would not any more. */
    public Map<String, Long> states() {
        return states;
    }

    /** System values by system, and by that rule or by what else makes them differ. */
    public Map<String, Map<String, Long>> values() {
        return values;
    }
}
