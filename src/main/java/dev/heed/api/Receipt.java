package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.DeliveryState;
import dev.heed.ledger.Deliveries.Row;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The propagation receipt of a change: every system, and what became of it there.
 *
 * @param complete whether it has come to an end everywhere
 */
record Receipt(
        @Schema(type = "object", example = ChangeViews.EXAMPLE) ObjectNode change,
        List<Delivery> deliveries,
        @Schema(description = "Whether it has come to an end in every system") boolean complete,
        @Schema(description = "When it had, null until then") Instant completedAt) {

    record Delivery(
            @Schema(example = "twilio") String system,
            @Schema(allowableValues = {"queued", "accepted", "confirmed", "unchanged", "superseded", "parked", "absent", "not_applicable"}) String state,
            Instant acceptedAt, Instant confirmedAt, int attempts,
            @Schema(description = "Why it waits or is parked, in the system's own words") String reason) {

        private static Delivery of(Row row) {
            return new Delivery(row.system(), row.state().text(), row.acceptedAt(), row.confirmedAt(), row.attempts(), row.reason());
        }
    }

    /** The least finished first; what waits for a person is less finished than what has ended well. */
    private static final List<DeliveryState> LEAST_FINISHED = List.of(DeliveryState.QUEUED, DeliveryState.ACCEPTED, DeliveryState.PARKED,
            DeliveryState.CONFIRMED, DeliveryState.UNCHANGED, DeliveryState.SUPERSEDED, DeliveryState.ABSENT, DeliveryState.NOT_APPLICABLE);

    /** @param rows one for each system and for each subject that shares the contact point */
    static Receipt of(ObjectNode change, Collection<Row> rows) {
        Map<String, Row> least = rows.stream().collect(Collectors.toMap(Row::system, Function.identity(),
                BinaryOperator.minBy(Comparator.comparing(row -> LEAST_FINISHED.indexOf(row.state()))), TreeMap::new));
        boolean complete = rows.stream().allMatch(row -> row.state().isEnd());
        Instant last = rows.stream().map(Row::settledAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        return new Receipt(change, least.values().stream().map(Delivery::of).toList(), complete, complete ? last : null);
    }
}
