package dev.heed.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Numbers of messages that wait to be taken up, oldest first. What fails together is tried again one by one, so that one holds up no other. */
public final class Waiting {

    private final TreeSet<Long> left;
    private final Set<Long> apart = new HashSet<>();
    private List<Long> asked = List.of();

    public Waiting(Collection<Long> ids) {
        this.left = new TreeSet<>(ids);
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** Those whose turn it is, no more than so many. */
    List<Long> next(int most) {
        List<Long> next = new ArrayList<>();
        for (long id : left) {
            if (apart.contains(id) && !next.isEmpty() || next.size() == most) {
                break;
            }
            next.add(id);
            if (apart.contains(id)) {
                break;
            }
        }
        next.forEach(left::remove);
        asked = List.copyOf(next);
        return asked;
    }

    /** Whether this one is tried alone, whatever waits before it. */
    boolean isApart(List<Long> ids) {
        return apart.containsAll(ids);
    }

    /** It is not this one's turn yet. */
    void putBack(long id) {
        left.add(id);
    }

    /** @return those that are given up, for now: one that failed alone, or all if it was not for what they say */
    List<Long> failed(boolean together) {
        if (together || isApart(asked)) {
            asked.forEach(left::remove);
            return asked;
        }
        // and not only those whose turn it was: they may have waited, or failed, for what stands before them in their lane
        apart.addAll(asked);
        left.addAll(asked);
        return List.of();
    }
}
