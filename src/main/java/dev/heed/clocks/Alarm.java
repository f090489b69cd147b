package dev.heed.clocks;

import java.time.Instant;
import java.util.UUID;

/** A delivery of a withdrawal that was not confirmed when this much of its time was gone. */
public record Alarm(UUID change, String system, UUID subject, Level level, Instant startedAt, Instant deadlineAt, Instant raisedAt) {
}
