package dev.heed.intake;

import dev.heed.change.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be told once the transaction has been committed.
 *
 * @param subjects whom it was about
 * @param changes recorded
 * @param wakes   to be sent to every system's queue
 * @param ends    deliveries that came to an end
 */
public record Taken(Set<UUID> subjects, List<Change> changes, List<Wake> wakes, List<End> ends) {

    /** @param event the change as a CloudEvent */
    public record Wake(UUID subject, String event) {
    }

    public record End(UUID change, String system) {
    }

    public static Taken nothing() {
        return new Taken(Set.of(), List.of(), List.of(), List.of());
    }

    static final class Builder {

        private final Set<UUID> subjects = new LinkedHashSet<>();
        private final List<Change> changes = new ArrayList<>();
        private final List<Wake> wakes = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();

        void subject(UUID subject) {
            subjects.add(subject);
        }

        void change(Change change) {
            changes.add(change);
        }

        void wake(UUID subject, String event) {
            wakes.add(new Wake(subject, event));
        }

        void end(UUID change, String system) {
            ends.add(new End(change, system));
        }

        Taken build() {
            return new Taken(Collections.unmodifiableSet(subjects), List.copyOf(changes), List.copyOf(wakes), List.copyOf(ends));
        }
    }
}
