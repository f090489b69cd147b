package dev.heed.intake;

import dev.heed.change.ContactPoint;
import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages that are taken up together: none of them bears on what another is about to say. What says more than one thing has a turn of its own. */
public final class Turn {

    /** A message, what it says, and the key by which it is known again: one native event, whatever it came wrapped in. */
    public record Opened(Inbound inbound, List<Reading> readings, String key) {

        private Set<String> names() {
            return readings.stream().flatMap(reading -> Stream.concat(Stream.of(reading.system() + ":" + reading.recordId()),
                    Stream.of(reading.email(), reading.phone()).filter(Objects::nonNull).map(ContactPoint::text))).collect(Collectors.toSet());
        }

        private boolean isSimple() {
            return readings.size() == 1 && !readings.get(0).deleted() && readings.get(0).also().isEmpty();
        }
    }

    /** Reading on costs more than another turn, once so many have to wait for one. */
    private static final int ENOUGH = 16;

    private final List<Opened> messages = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> unseen = new HashSet<>();
    private final Map<Opened, Taken> taken = new IdentityHashMap<>();
    private int waiting;
    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    /** Whether it has its turn now; if not, what comes later and bears on it has to wait too. */
    boolean add(Opened message) {
        boolean free = !closed && Collections.disjoint(named, message.names()) && (message.isSimple() || messages.isEmpty() && waiting == 0);
        named.addAll(message.names());
        if (free) {
            messages.add(message);
        } else {
            waiting++;
        }
        closed |= !message.isSimple() || waiting == ENOUGH;
        return free;
    }

    List<Opened> messages() {
        return messages;
    }

    /** These keys were given for the first time. */
    void unseen(Set<String> keys) {
        unseen.addAll(keys);
    }

    /** True the first time for a key that was given for the first time. */
    boolean claim(String key) {
        return unseen.remove(key);
    }

    void take(Opened message) {
        taken.put(message, Taken.nothing());
    }

    List<Opened> fresh() {
        return messages.stream().filter(taken::containsKey).toList();
    }

    void took(Opened message, Taken what) {
        taken.put(message, what);
    }

    /** Nothing if it had been taken before. */
    Taken taken(Opened message) {
        return taken.get(message);
    }
}
