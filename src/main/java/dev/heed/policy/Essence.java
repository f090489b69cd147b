package dev.heed.policy;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The statements that can still matter. Of those that differ in nothing but time one is as good as another, unless it is
 * the later one, the more certainly later one, or the later one by its source's own count: whoever is beaten in two of these
 * by a single other in the same group decides nothing that the other does not. So a subject who toggles ten thousand times
 * in order keeps a handful.
 */
public final class Essence {

    private static final Comparator<Change> FROM = Comparator.comparing(change -> change.provenance().capturedFrom());

    private record Kind(UUID subject, Key key, String value, ContactPoint point, String source, Actor actor, Evidence evidence,
                        String jurisdiction, PointOrigin pointOrigin, boolean clamped, boolean byReceipt, boolean counted) {

        static Kind of(Change change) {
            Provenance origin = change.provenance();
            return new Kind(change.subject(), change.key(), change.value(), change.contactPoint(), origin.source(), origin.actor(),
                    origin.evidence(), origin.jurisdiction(), origin.pointOrigin(), origin.clamped(), origin.timedByReceipt(), origin.sequence() != null);
        }
    }

    private Essence() {
    }

    /** Resolves to the same answers as the whole, at every instant and for every slot. */
    public static List<Change> of(Collection<Change> changes) {
        Map<Kind, List<Change>> kinds = new LinkedHashMap<>();
        changes.forEach(change -> kinds.computeIfAbsent(Kind.of(change), kind -> new ArrayList<>()).add(change));
        Set<Change> kept = new LinkedHashSet<>();
        kinds.forEach((kind, alike) -> {
            kept.addAll(front(alike, Order.LATEST, change -> change.provenance().capturedFrom()));
            if (kind.counted()) {
                kept.addAll(front(alike, Order.LATEST, change -> change.provenance().sequence()));
                kept.addAll(front(alike, FROM.thenComparing(Order.LATEST), change -> change.provenance().sequence()));
            }
        });
        return List.copyOf(kept);
    }

    /** Those that no other surpasses in both: sorted by the one, each that is higher in the other than all before it. */
    private static <T extends Comparable<T>> List<Change> front(List<Change> alike, Comparator<Change> first, Function<Change, T> second) {
        List<Change> front = new ArrayList<>();
        T highest = null;
        for (Change change : alike.stream().sorted(first.reversed()).toList()) {
            if (highest == null || second.apply(change).compareTo(highest) > 0) {
                front.add(change);
                highest = second.apply(change);
            }
        }
        return front;
    }
}
