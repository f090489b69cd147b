package dev.heed.intake;

import dev.heed.change.Change;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param wakes   to be sent to the queues of the systems that they name
 * @param ends    deliveries that came to an end
 */
public record Taken(Set<UUID> subjects, List<Change> changes, List<Wake> wakes, List<End> ends) {

    /**
     * @param event   the change as a CloudEvent
     * @param systems to which it is to be carried
     */
    public record Wake(UUID subject, String event, Set<String> systems) {

        /** As queues select by it: {@code |crm|mail|}. */
        public String selector() {
            return "|" + String.join("|", systems) + "|";
        }
    }

    public record End(UUID change, String system) {
    }

    public static Taken nothing() {
        return new Taken(Set.of(), List.of(), List.of(), List.of());
    }

    /** All of it, in this order. */
    static Taken all(Collection<Taken> several) {
        Builder all = new Builder();
        several.forEach(all::add);
        return all.build();
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

        void wake(Wake wake) {
            wakes.add(wake);
        }

        void end(UUID change, String system) {
            ends.add(new End(change, system));
        }

        private void add(Taken taken) {
            subjects.addAll(taken.subjects());
            changes.addAll(taken.changes());
            wakes.addAll(taken.wakes());
            ends.addAll(taken.ends());
        }

        Taken build() {
            return new Taken(Collections.unmodifiableSet(subjects), List.copyOf(changes), List.copyOf(wakes), List.copyOf(ends));
        }
    }
}
