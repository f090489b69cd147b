package dev.heed.inforce;

import java.time.Instant;

/**
 * That a policy, with its taxonomy and mapping tables, is in force from then on, until the next note.
 *
 * @param number they are counted up by
 * @param digest of the texts
 */
public record Note(long number, Instant since, String digest) {
}
