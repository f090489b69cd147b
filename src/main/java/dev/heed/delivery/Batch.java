package dev.heed.delivery;

import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.deciding.RecordView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one call carries to one system. */
record Batch(String system, List<Row> rows) {

    /**
     * One record to be written.
     *
     * @param tokens  what is to stand in its fields
     * @param origins where that comes from
     * @param changes of its subject that are carried with it, oldest first, by what they are about
     * @param attempts how often the longest waiting of them was tried before
     */
    record Row(UUID subject, RecordView record, Map<Key, String> tokens, Map<Key, Provenance> origins, List<Carried> changes, int attempts) {
    }

    record Carried(UUID change, Key key) {
    }
}
