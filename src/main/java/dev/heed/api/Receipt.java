package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.clocks.DeliveryClocks.Due;
import dev.heed.deadline.Deadline;
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
            @Schema(description = "Why it waits or is parked, in the system's own words") String reason,
            @Schema(description = "From when it is late there; null where it is no refusal, or needed no carrying") Instant deadline,
            @Schema(description = "That asks for it", example = "47 CFR 64.1200(a)(10) (TCPA)") String law,
            @Schema(description = "Under which it falls, ISO 3166", example = "US") String jurisdiction) {

        private static Delivery of(Row row, Deadline due) {
            return new Delivery(row.system(), row.state().text(), row.acceptedAt(), row.confirmedAt(), row.attempts(), row.reason(),
                    due == null ? null : due.at(), due == null ? null : due.law(), due == null ? null : due.jurisdiction());
        }
    }

    /** The least finished first; what waits for a person is less finished than what has ended well. */
    private static final List<DeliveryState> LEAST_FINISHED = List.of(DeliveryState.QUEUED, DeliveryState.ACCEPTED, DeliveryState.PARKED,
            DeliveryState.CONFIRMED, DeliveryState.UNCHANGED, DeliveryState.SUPERSEDED, DeliveryState.ABSENT, DeliveryState.NOT_APPLICABLE);

    /**
     * @param rows one for each system and for each subject that shares the contact point
     * @param dues of those that have a deadline
     */
    static Receipt of(ObjectNode change, Collection<Row> rows, Collection<Due> dues) {
        Map<String, Row> least = rows.stream().collect(Collectors.toMap(Row::system, Function.identity(),
                BinaryOperator.minBy(Comparator.comparing(row -> LEAST_FINISHED.indexOf(row.state()))), TreeMap::new));
        boolean complete = rows.stream().allMatch(row -> row.state().isEnd());
        Instant last = rows.stream().map(Row::settledAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        return new Receipt(change, least.values().stream().map(row -> Delivery.of(row, deadline(row, dues))).toList(), complete, complete ? last : null);
    }

    private static Deadline deadline(Row row, Collection<Due> dues) {
        return dues.stream().filter(due -> due.system().equals(row.system()) && due.subject().equals(row.subject())).map(Due::deadline).findFirst().orElse(null);
    }
}
