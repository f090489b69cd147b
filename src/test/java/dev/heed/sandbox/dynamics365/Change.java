package dev.heed.sandbox.dynamics365;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A change of a row as the event pipeline sees it.
 *
 * @param message    {@code Create}, {@code Update} or {@code Delete}
 * @param row        the row after the change, for a deletion the row before it
 * @param attributes the columns of the pipeline's target: everything for a creation, what was sent for an update
 * @param user       who did it
 * @param operation  shared by all changes of one transaction
 */
record Change(String message, Row row, Map<String, Object> attributes, UUID user, Instant at, UUID operation) {
}
