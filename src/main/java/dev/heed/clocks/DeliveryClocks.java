package dev.heed.clocks;

import dev.heed.change.Change;
import dev.heed.deadline.Deadline;
import dev.heed.deadline.Deadlines;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.DeliveryState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The clocks of what is to be carried. */
@Repository
public class DeliveryClocks {

    private record Place(UUID change, String system) {
    }

    /** By when one delivery of a refusal is to have arrived. */
    public record Due(String system, UUID subject, Deadline deadline) {
    }

    /** @param again whether its first clock is over */
    private record Start(Instant at, boolean again) {
    }

    private static final String KEEP = """
            insert into delivery_clock (change_id, system, subject_id, started_at, again, deadline_at, law, jurisdiction, alarm_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (change_id, system, subject_id) do update set started_at = excluded.started_at, again = excluded.again,
                deadline_at = excluded.deadline_at, law = excluded.law, jurisdiction = excluded.jurisdiction, alarm_at = excluded.alarm_at""";

    private static final Duration TO_BE_CARRIED = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Deadlines deadlines;
    private final Clock clock;

    DeliveryClocks(JdbcClient jdbc, JdbcTemplate batch, Deadlines deadlines, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * For deliveries that are about to be written, and before they are: what became of them earlier decides from when they count.
     *
     * @param changes those that the deliveries are of, by id
     */
    public void start(Collection<Decisions> decided, Map<UUID, Change> changes) {
        List<Object[]> rows = decided.stream().flatMap(decisions -> rows(decisions, changes).stream()).toList();
        if (!rows.isEmpty()) {
            batch.batchUpdate(KEEP, rows);
        }
    }

    /** By when a change is to have arrived; nothing where it is no refusal, or needed no carrying. */
    public List<Due> of(UUID change) {
        return jdbc.sql("select * from delivery_clock where change_id = ? and deadline_at is not null").param(change)
                .query((row, n) -> new Due(row.getString("system"), row.getObject("subject_id", UUID.class),
                        new Deadline(Sql.time(row, "deadline_at"), row.getString("law"), row.getString("jurisdiction")))).list();
    }

    private List<Object[]> rows(Decisions decisions, Map<UUID, Change> changes) {
        UUID subject = decisions.dossier().subject();
        Set<UUID> fresh = decisions.judged().stream().map(judged -> judged.change().id()).collect(Collectors.toSet());
        List<Delivery> carried = decisions.deliveries().stream().filter(DeliveryClocks::carried).toList();
        Set<UUID> known = carried.stream().map(Delivery::change).filter(change -> !fresh.contains(change)).collect(Collectors.toSet());
        if (!known.isEmpty()) {
            fresh.addAll(heardNow(known));
        }
        Map<Place, DeliveryState> before = before(subject, known);
        List<Object[]> rows = new ArrayList<>();
        for (Delivery delivery : carried) {
            Change change = changes.get(delivery.change());
            start(change, fresh.contains(change.id()), before.get(new Place(change.id(), delivery.system())))
                    .flatMap(start -> row(delivery, subject, change, start)).ifPresent(rows::add);
        }
        return rows;
    }

    private static boolean carried(Delivery delivery) {
        return delivery.state() == DeliveryState.QUEUED || delivery.state() == DeliveryState.PARKED;
    }

    /** From when the customer spoke; from now where it had arrived, or nobody was there, and it is carried after all; nothing where the clock runs already. */
    private Optional<Start> start(Change change, boolean heardNow, DeliveryState before) {
        if (before == null && heardNow) {
            return Optional.of(new Start(change.provenance().capturedTo(), false));
        }
        boolean runs = before != null && (!before.isEnd() || before == DeliveryState.PARKED);
        return runs ? Optional.empty() : Optional.of(new Start(clock.instant(), true));
    }

    private Optional<Object[]> row(Delivery delivery, UUID subject, Change change, Start start) {
        Deadline deadline = deadlines.of(change, start.at()).orElse(null);
        if (deadline == null && !start.again()) {
            return Optional.empty();
        }
        return Optional.of(deadline == null
                ? new Object[] {change.id(), delivery.system(), subject, Sql.time(start.at()), true, null, null, null, null}
                : new Object[] {change.id(), delivery.system(), subject, Sql.time(start.at()), start.again(), Sql.time(deadline.at()), deadline.law(),
                        deadline.jurisdiction(), Sql.time(firstLook(start.at(), deadline.at()))});
    }

    /** What was late when Heed heard of it is given the time to be carried: an alarm at once would only tell that it was just heard. */
    private Instant firstLook(Instant start, Instant deadline) {
        Instant now = clock.instant();
        return deadline.isAfter(now) ? start.plus(Duration.between(start, deadline).dividedBy(2)) : now.plus(TO_BE_CARRIED);
    }

    /** Somebody else made these for a contact point that is shared, a moment ago. */
    private List<UUID> heardNow(Set<UUID> changes) {
        return jdbc.sql("select entry_id from ledger where entry_id = any(?) and transaction = pg_current_xact_id_if_assigned()")
                .param(changes.toArray(UUID[]::new)).query(UUID.class).list();
    }

    private Map<Place, DeliveryState> before(UUID subject, Set<UUID> changes) {
        Map<Place, DeliveryState> states = new HashMap<>();
        if (!changes.isEmpty()) {
            jdbc.sql("select change_id, system, state from delivery where subject_id = ? and change_id = any(?)").params(subject, changes.toArray(UUID[]::new))
                    .query(row -> {
                        states.put(new Place(row.getObject("change_id", UUID.class), row.getString("system")), DeliveryState.of(row.getString("state")));
                    });
        }
        return states;
    }
}
