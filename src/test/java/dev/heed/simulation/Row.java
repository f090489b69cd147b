package dev.heed.simulation;

import dev.heed.change.Key;
import dev.heed.deciding.RecordView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One record to be written.
 *
 * @param bearers the changes that what is written says, field by field; null where it says that nothing was said
 * @param changes what is carried with it
 * @param version how long the ledger was when it was read
 */
record Row(UUID subject, RecordView record, Map<Key, String> tokens, Map<Key, UUID> bearers, List<Carried> changes, int attempts, long version) {
}
