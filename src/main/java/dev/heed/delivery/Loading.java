package dev.heed.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decider;
import dev.heed.deciding.DeliveryState;
import dev.heed.deciding.Difference;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Batch.Carried;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Deliveries.Settled;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Dossiers.Known;
import dev.heed.ledger.Lane;
import dev.heed.ledger.Subjects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Loads a batch: takes the lanes of its subjects, reads what holds now, and notes what is about to be written before it
 * is, so that the echo is known for one even if the process dies between the call and its answer.
 */
@Component
class Loading {

    /** Longer than any call with its quick retries; after it another node may take over. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Deliveries deliveries;
    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Decider decider;
    private final Systems systems;
    private final Clock clock;

    Loading(Deliveries deliveries, Subjects subjects, Dossiers dossiers, Decider decider, Systems systems, Clock clock) {
        this.deliveries = deliveries;
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.decider = decider;
        this.systems = systems;
        this.clock = clock;
    }

    /** Who is to be carried to a system in one call. */
    record Wanted(String system, List<UUID> subjects) {

        private Stream<Lane> lanes() {
            return subjects.stream().map(subject -> new Lane(system, subject));
        }
    }

    /** What is to be called, and which changes turned out to need no call. */
    record Loaded(Batch batch, List<UUID> unchanged) {

        static Loaded nothing(String system) {
            return new Loaded(new Batch(system, List.of()), List.of());
        }
    }

    /** @return for each call, in the same order, what it is to carry */
    List<Loaded> load(List<Wanted> calls, String node) {
        // a lane that two calls want goes to the first
        Map<Lane, Wanted> wanted = new LinkedHashMap<>();
        calls.forEach(call -> call.lanes().forEach(lane -> wanted.putIfAbsent(lane, call)));
        // subjects before lanes, as everywhere: whoever settles holds the subject when it lets the lane go
        subjects.share(wanted.keySet().stream().map(Lane::subject).collect(Collectors.toSet()));
        Set<Lane> leased = deliveries.lease(wanted.keySet(), node, LEASE);
        Map<Lane, List<Deliveries.Row>> queued = deliveries.queued(leased).stream()
                .collect(Collectors.groupingBy(Deliveries.Row::lane, LinkedHashMap::new, Collectors.toList()));
        Set<Lane> taken = queued.keySet().stream().collect(Collectors.groupingBy(wanted::get)).values().stream()
                .flatMap(lanes -> chosen(lanes, queued).stream()).collect(Collectors.toSet());
        Instant now = clock.instant();
        Map<Lane, List<Batch.Row>> rows = new LinkedHashMap<>();
        List<Settled> unchanged = new ArrayList<>();
        List<Known> noted = new ArrayList<>();
        dossiers.loadLanes(taken).forEach((lane, dossier) -> load(lane, dossier, queued.get(lane), now, rows, unchanged).ifPresent(noted::add));
        deliveries.settle(unchanged);
        dossiers.keepAll(noted, now);
        deliveries.release(leased.stream().filter(lane -> !rows.containsKey(lane)).toList());
        deliveries.dueNow(queued.keySet().stream().filter(lane -> !taken.contains(lane)).toList());
        return calls.stream().map(call -> new Loaded(
                new Batch(call.system(), rows.keySet().stream().filter(lane -> wanted.get(lane) == call).flatMap(lane -> rows.get(lane).stream()).toList()),
                unchanged.stream().filter(one -> wanted.get(one.lane()) == call).map(Settled::change).toList())).toList();
    }

    /** All that one call wants, or one alone if one was refused together with others before. */
    private static List<Lane> chosen(List<Lane> lanes, Map<Lane, List<Deliveries.Row>> queued) {
        return lanes.stream().filter(lane -> queued.get(lane).stream().anyMatch(Deliveries.Row::alone)).findFirst().map(List::of).orElse(lanes);
    }

    /** @return what its records are known to hold with what is about to be written, if anything is */
    private Optional<Known> load(Lane lane, Dossier dossier, List<Deliveries.Row> queued, Instant now, Map<Lane, List<Batch.Row>> rows,
                                 List<Settled> unchanged) {
        String system = lane.system();
        Map<RecordView, List<Difference>> differences = decider.differences(dossier, system, now);
        Set<Key> written = differences.values().stream().flatMap(List::stream).map(Difference::key).collect(Collectors.toSet());
        List<Carried> carried = queued.stream().filter(row -> written.stream().anyMatch(key -> carries(dossier, system, key, row)))
                .map(row -> new Carried(row.change(), row.key())).toList();
        for (Deliveries.Row row : queued) {
            if (carried.stream().noneMatch(one -> one.change().equals(row.change()))) {
                // written before and shown by the feed since, or there without us
                DeliveryState end = shownSince(dossier, system, row) ? DeliveryState.CONFIRMED : DeliveryState.UNCHANGED;
                unchanged.add(new Settled(system, lane.subject(), row.change(), end, null));
            }
        }
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        int attempts = queued.stream().mapToInt(Deliveries.Row::attempts).max().orElse(0);
        Dossier noted = dossier;
        for (var entry : differences.entrySet()) {
            Map<Key, String> tokens = new LinkedHashMap<>();
            Map<Key, Provenance> origins = new LinkedHashMap<>();
            entry.getValue().forEach(difference -> {
                tokens.put(difference.key(), difference.token());
                if (difference.answer().by() != null) {
                    origins.put(difference.key(), decider.origin(difference.answer()));
                }
            });
            rows.computeIfAbsent(lane, one -> new ArrayList<>()).add(new Batch.Row(lane.subject(), entry.getKey(), tokens, origins, carried, attempts));
            noted = noted.with(entry.getKey().sending(tokens, now));
        }
        return Optional.of(new Known(dossier, noted));
    }

    /** Queued again after a call it is as old as its last queueing, and yet it was written for. */
    private boolean shownSince(Dossier dossier, String system, Deliveries.Row row) {
        return dossier.recordsIn(system).flatMap(record -> record.held().entrySet().stream())
                .anyMatch(held -> carries(dossier, system, held.getKey(), row) && held.getValue().sent() == null && held.getValue().sentAt() != null
                        && (row.attempts() > 0 || held.getValue().sentAt().isAfter(row.queuedAt())));
    }

    private boolean carries(Dossier dossier, String system, Key written, Deliveries.Row row) {
        return written.equals(row.key()) || row.key() instanceof Permission finer && systems.get(system).manifest().governs(written, finer)
                || dossier.changes().stream().anyMatch(change -> change.id().equals(row.change()) && decider.carries(system, written, change));
    }

    /** The batch as its route sees it: native fields, ids and provenance, in JSON. */
    ObjectNode show(Batch batch) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("system", batch.system());
        ArrayNode rows = document.putArray("rows");
        Set<UUID> named = new HashSet<>();
        batch.rows().forEach(row -> rows.add(show(batch.system(), row, named)));
        return document;
    }

    private ObjectNode show(String system, Batch.Row row, Set<UUID> named) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("subject", row.subject().toString());
        shown.put("id", row.record().id());
        shown.put("email", row.record().email() == null ? null : row.record().email().value());
        shown.put("phone", row.record().phone() == null ? null : row.record().phone().value());
        shown.put("correlation", correlation(row, named).toString().replace("-", ""));
        shown.set("fields", systems.get(system).mapping().write(row.tokens(), row.origins()));
        shown.set("held", systems.get(system).mapping().write(held(row), Map.of()));
        return shown;
    }

    /** The change that is carried; where it is carried to several records in one call, a name of its own for each further one. */
    private static UUID correlation(Batch.Row row, Set<UUID> named) {
        UUID change = row.changes().get(row.changes().size() - 1).change();
        return named.add(change) ? change
                : UUID.nameUUIDFromBytes((change + " " + row.subject() + " " + row.record().id()).getBytes(StandardCharsets.UTF_8));
    }

    /** What the fields to be written are known to hold, so that a route that reads before it writes sees who came in between. */
    private static Map<Key, String> held(Batch.Row row) {
        Map<Key, String> held = new LinkedHashMap<>();
        row.record().held().forEach((key, known) -> {
            if (row.tokens().containsKey(key) && known.token() != null && !known.token().isEmpty()) {
                held.put(key, known.token());
            }
        });
        return held;
    }
}
