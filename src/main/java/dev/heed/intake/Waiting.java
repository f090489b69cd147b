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
    private List<Long> taken = List.of();

    public Waiting(Collection<Long> ids) {
        this.left = new TreeSet<>(ids);
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** Those whose turn it is, no more than so many. */
    List<Long> next(int most) {
        taken = new ArrayList<>();
        for (long id : left) {
            if (apart.contains(id) && !taken.isEmpty() || taken.size() == most) {
                break;
            }
            taken.add(id);
            if (apart.contains(id)) {
                break;
            }
        }
        taken.forEach(left::remove);
        return List.copyOf(taken);
    }

    /** Whether this one is tried alone, whatever waits before it. */
    boolean isApart(List<Long> ids) {
        return apart.containsAll(ids);
    }

    /** It is not this one's turn yet. */
    void putBack(long id) {
        taken.remove(id);
        left.add(id);
    }

    /** @return those that are given up, for now: one that failed alone, or all if it was not for what they say */
    List<Long> failed(boolean together) {
        if (together || taken.size() < 2) {
            return taken;
        }
        apart.addAll(taken);
        left.addAll(taken);
        return List.of();
    }
}
