package dev.heed.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was written into a simulated system through its API and took effect, one entry a row. */
public final class Writes {

    /** One row written: the native record id and the native fields as they were sent. */
    public record Write(String recordId, Map<String, Object> fields) {
    }

    private final List<Write> all = new CopyOnWriteArrayList<>();

    public void add(String recordId, Map<String, Object> fields) {
        all.add(new Write(recordId, Map.copyOf(fields)));
    }

    public List<Write> all() {
        return List.copyOf(all);
    }

    public int count() {
        return all.size();
    }

    public void clear() {
        all.clear();
    }
}
