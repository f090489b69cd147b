package dev.heed.deadline;

import java.time.Instant;

/**
 * By when something is to be done.
 *
 * @param at           first instant at which it is late
 * @param law          that asks for it
 * @param jurisdiction under which it falls, ISO 3166
 */
public record Deadline(Instant at, String law, String jurisdiction) {
}
