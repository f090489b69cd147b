package dev.heed.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/**
 * Where the chain of one subject ends.
 *
 * @param length     how many entries it has
 * @param head       hash of the last, 32 bytes of zero for none
 * @param recordedAt when something was last recorded that concerns the subject
 */
public record ChainEnd(UUID subject, long length, byte[] head, Instant recordedAt) {

    /** When what comes next for these is recorded: now, and after all that was recorded before, whatever another node's clock said. */
    public static Instant next(Collection<ChainEnd> ends, Instant now) {
        Instant last = ends.stream().map(ChainEnd::recordedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        return micros.isAfter(last) ? micros : last.plus(1, ChronoUnit.MICROS);
    }
}
