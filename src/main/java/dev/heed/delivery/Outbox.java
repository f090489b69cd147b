package dev.heed.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Batch.Row;
import dev.heed.delivery.Loading.Loaded;
import dev.heed.delivery.Loading.Wanted;
import dev.heed.delivery.Settling.Answered;
import dev.heed.embedded.Queues;
import dev.heed.intake.Intake;
import dev.heed.intake.Taken.End;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Lane;
import dev.heed.waking.Woken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads what a route carries to its system and settles what came of it. Used by the routes as {@code outbox}. */
@Component
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String BATCH = "heedBatch";
    private static final Duration LONGEST_UNHEARD = Duration.ofMinutes(5);
    private static final int AT_ONCE = 1000;

    private final Woken woken;
    private final Systems systems;
    private final Loading loading;
    private final GroupCommit<Wanted, Loaded> loads;
    private final GroupCommit<Answered, List<End>> settlings;
    private final Deliveries deliveries;
    private final Answers answers;
    private final Queues queues;
    private final ObjectMapper json;

    Outbox(Woken woken, Systems systems, Loading loading, Settling settling, Deliveries deliveries, Answers answers, Queues queues, Node node, ObjectMapper json,
           TransactionTemplate transaction) {
        this.woken = woken;
        this.systems = systems;
        this.loading = loading;
        this.loads = new GroupCommit<>(calls -> transaction.execute(status -> loading.load(calls, node.name())));
        this.settlings = new GroupCommit<>(calls -> transaction.execute(status -> settling.settle(calls)));
        this.deliveries = deliveries;
        this.answers = answers;
        this.queues = queues;
        this.json = json;
    }

    /** Lets a batch of those who were {@link Woken} wait for more of them, where that spares calls. */
    public void rest(@ExchangeProperty("heedSystem") String system, Exchange exchange) throws InterruptedException {
        Thread.sleep(woken.rest(exchange, most(system)).toMillis());
    }

    /**
     * From the subjects that were {@link Woken} to what is to be written for them now.
     *
     * <p>The body becomes {@code {"system": …, "rows": [{"subject", "id", "email", "phone", "correlation", "fields": {…}, "held": {…}}]}},
     * where {@code held} is what those fields are known to hold;
     * with no row there is nothing to call. Property {@code heedEnds} lists the deliveries that ended without a call.
     */
    public void load(@ExchangeProperty("heedSystem") String system, Exchange exchange) throws IOException {
        List<UUID> subjects = woken.take(exchange, most(system)).stream().map(UUID::fromString).toList();
        Loaded loaded = subjects.isEmpty() ? Loaded.nothing(system) : loads.commit(new Wanted(system, subjects));
        exchange.setProperty(BATCH, loaded.batch());
        exchange.setProperty("heedRows", loaded.batch().rows().size());
        exchange.setProperty("heedEnds", loaded.unchanged().stream().map(change -> new End(change, system)).toList());
        exchange.getMessage().setBody(json.writeValueAsString(loading.show(loaded.batch())));
    }

    private int most(String system) {
        return systems.get(system).manifest().limits().batch();
    }

    /**
     * Settles the batch by what the system said of each row, in the order of the rows:
     * {@code [{"verdict": "accept" | "refuse" | "retry" | "absent", "words": …, "after": seconds to wait before a retry, if it says, "stands": true if it was read there and so not written}]}.
     * The body becomes the deliveries that ended.
     */
    public List<End> settle(@Body String body, @ExchangeProperty(BATCH) Batch batch) throws IOException {
        JsonNode rows = json.readTree(body);
        if (!rows.isArray() || rows.size() != batch.rows().size()) {
            throw new IllegalStateException(batch.system() + " answered for " + (rows.isArray() ? rows.size() : 0) + " rows of " + batch.rows().size());
        }
        List<Outcome> outcomes = new ArrayList<>();
        rows.forEach(row -> outcomes.add(Outcome.of(row)));
        return settlings.commit(new Answered(batch, outcomes, false));
    }

    /** Settles the batch by why the whole call failed. The body becomes the deliveries that ended. */
    public List<End> fail(Exchange exchange, @ExchangeProperty(BATCH) Batch batch, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause) {
        if (batch == null || batch.rows().isEmpty()) {
            LOG.warn("Nothing was loaded: {}", cause.getClass().getSimpleName());
            return List.of();
        }
        Outcome outcome = answers.judge(batch.system(), cause);
        LOG.info("{}: {} rows: {} ({})", batch.system(), batch.rows().size(), outcome.verdict().name().toLowerCase(Locale.ROOT), cause.getClass().getSimpleName());
        return settlings.commit(new Answered(batch, batch.rows().stream().map((Row row) -> outcome).toList(), true));
    }

    /** Who waits though their time has come. */
    public List<Lane> due() {
        Set<String> all = systems.byName().keySet();
        List<String> idle = all.stream().filter(system -> queues.isEmpty("heed.to." + system)).toList();
        return deliveries.due(all, idle, Intake.GRACE, LONGEST_UNHEARD, AT_ONCE);
    }
}
