package dev.heed.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Answers;
import dev.heed.delivery.Outcome;
import dev.heed.embedded.Queues;
import dev.heed.ledger.Deletions;
import dev.heed.ledger.Deletions.Due;
import dev.heed.system.AnswerRule.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the routes the records that their systems are to delete, and notes what came of it. Used by the routes as {@code deleting}. */
@Component
public class Deleting {

    /** Which deletions a route carries. */
    record Load(String system, List<Due> rows) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(Deleting.class);
    private static final String LOAD = "heedDeletions";
    /** Longer than any call with its quick retries; after it another node may take over. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Deletions deletions;
    private final ErasingSystems erasing;
    private final Systems systems;
    private final Answers answers;
    private final Queues queues;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final String node;

    Deleting(Deletions deletions, ErasingSystems erasing, Systems systems, Answers answers, Queues queues, ObjectMapper json, TransactionTemplate transaction,
             @Value("${heed.node:heed}") String node) {
        this.deletions = deletions;
        this.erasing = erasing;
        this.systems = systems;
        this.answers = answers;
        this.queues = queues;
        this.json = json;
        this.transaction = transaction;
        this.node = node;
    }

    /** What this process had taken on when it died is free again; what a manifest does not say any more is not done. */
    @EventListener(ApplicationStartedEvent.class)
    void start() {
        deletions.release(node);
        int dropped = deletions.drop(erasing.suppressing());
        if (dropped > 0) {
            LOG.warn("{} records are not deleted any more: their systems' manifests now say suppress", dropped);
        }
    }

    /** The systems to be woken: in them something is to be deleted, and nobody waits in their queue for it. */
    public List<String> due() {
        return deletions.due(erasing.deleting()).stream().filter(system -> queues.isEmpty("heed.erase." + system)).toList();
    }

    /** The body becomes {@code {"system": …, "rows": [{"id": …}]}}, property {@code heedRows} counts the rows: with none there is nothing to call. */
    public void load(@ExchangeProperty("heedSystem") String system, Exchange exchange) throws IOException {
        int most = systems.get(system).manifest().limits().batch();
        List<Due> taken = transaction.execute(status -> deletions.take(system, most, node, LEASE));
        ObjectNode document = json.createObjectNode().put("system", system);
        ArrayNode rows = document.putArray("rows");
        taken.forEach(due -> rows.addObject().put("id", due.record()));
        exchange.setProperty(LOAD, new Load(system, taken));
        exchange.setProperty("heedRows", taken.size());
        exchange.getMessage().setBody(json.writeValueAsString(document));
    }

    /** Settles them by what the system said of each row, in the order of the rows, in the form in which deliveries are settled. */
    public void settle(@Body String body, @ExchangeProperty(LOAD) Load load) throws IOException {
        JsonNode said = json.readTree(body);
        if (!said.isArray() || said.size() != load.rows().size()) {
            throw new IllegalStateException(load.system() + " answered for " + (said.isArray() ? said.size() : 0) + " rows of " + load.rows().size());
        }
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < said.size(); i++) {
                settle(load.rows().get(i), Outcome.of(said.get(i)), false);
            }
        });
        deletions.sweep();
    }

    /** Settles them by why the whole call failed. */
    public void fail(@ExchangeProperty(LOAD) Load load, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause) {
        if (load == null) {
            LOG.warn("Nothing was loaded: {}", cause.getClass().getSimpleName());
            return;
        }
        Outcome outcome = answers.judge(load.system(), cause).withoutIds(load.rows().stream().map(Due::record).toList());
        LOG.info("{}: {} records not deleted: {} ({})", load.system(), load.rows().size(), outcome.verdict().name().toLowerCase(Locale.ROOT), cause.getClass().getSimpleName());
        transaction.executeWithoutResult(status -> load.rows().forEach(due -> settle(due, outcome, load.rows().size() > 1)));
        deletions.sweep();
    }

    /**
     * A record that is not there is what was asked for.
     *
     * @param together whether the outcome is that of a call for several, of which it may be true for one alone
     */
    private void settle(Due due, Outcome said, boolean together) {
        Outcome outcome = said.withoutIds(List.of(due.record()));
        if (outcome.verdict() == Verdict.RETRY || outcome.verdict() == Verdict.LOGIN) {
            deletions.later(due.id(), outcome.pause(due.attempts()), outcome.words(), false);
        } else if (together) {
            deletions.later(due.id(), Duration.ZERO, outcome.words(), true);
        } else if (outcome.verdict() == Verdict.REFUSE) {
            deletions.refused(due.id(), outcome.words());
        } else {
            deletions.erased(due.id());
        }
    }
}
