package dev.heed.notary;

import java.time.Instant;
import java.util.List;

/**
 * What a verification found.
 *
 * @param entries     ledger entries that were read
 * @param covered     of these, those that a checkpoint covers
 * @param exported    exported checkpoints that were held against the database, null if there was no export
 * @param unexported  checkpoints that the database holds and the export does not, null if there was no export
 * @param faults      how many were found
 * @param first       the first of them: the bad entry that was recorded earliest, if it is one entry that is bad; null if there is none
 * @param found       the first hundred
 */
public record Report(boolean sound, long entries, long chains, long checkpoints, long covered, Long exported, Long unexported,
                     long faults, Fault first, List<Fault> found, Instant startedAt, double seconds) {
}
