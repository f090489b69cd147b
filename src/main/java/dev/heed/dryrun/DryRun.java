package dev.heed.dryrun;

import dev.heed.deciding.Dossier;
import dev.heed.deciding.Setup;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.KeptMessages;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Subjects;
import dev.heed.ledger.TouchedPersons;
import dev.heed.trial.Counts;
import dev.heed.trial.Finding;
import dev.heed.trial.Finding.Kind;
import dev.heed.trial.Retelling;
import dev.heed.trial.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a proposed setup over past changes. All of it is read in one transaction, as it is at one moment, and the database is told that the
 * transaction only reads: whatever would write fails.
 */
@Component
public class DryRun {

    private static final int AT_ONCE = 200;

    private final TouchedPersons touched;
    private final KeptMessages kept;
    private final InboundMessages messages;
    private final Ledger ledger;
    private final Dossiers dossiers;
    private final Subjects subjects;
    private final Clock clock;
    private final TransactionTemplate reading;
    private final ReentrantLock running = new ReentrantLock();

    DryRun(TouchedPersons touched, KeptMessages kept, InboundMessages messages, Ledger ledger, Dossiers dossiers, Subjects subjects, Clock clock, DataSource database) {
        this.touched = touched;
        this.kept = kept;
        this.messages = messages;
        this.ledger = ledger;
        this.dossiers = dossiers;
        this.subjects = subjects;
        this.clock = clock;
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        transactions.setEnforceReadOnly(true);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @param each takes what would differ, one after the other
     * @return nothing if a dry run is under way already
     */
    public Optional<Report> run(Setup today, Setup proposed, Instant since, Consumer<Finding> each) {
        if (!running.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.execute(status -> compare(today, proposed, since, each)));
        } finally {
            running.unlock();
        }
    }

    private Report compare(Setup today, Setup proposed, Instant since, Consumer<Finding> each) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Trial trial = new Trial(today, proposed);
        Hearing hearing = new Hearing(today, proposed, kept, messages, ledger, dossiers, subjects);
        Counts counts = new Counts();
        Consumer<Finding> counted = finding -> {
            counts.add(finding);
            each.accept(finding);
        };
        hearing.hear(trial, since, counted);
        long[] looked = new long[2];
        List<UUID> waiting = new ArrayList<>();
        touched.each(since, hearing.persons(), (person, erased) -> {
            looked[erased ? 1 : 0]++;
            if (!erased && waiting.add(person) && waiting.size() == AT_ONCE) {
                compare(waiting, trial, hearing, at, counted);
            }
        });
        compare(waiting, trial, hearing, at, counted);
        return new Report(since, at, new Report.Looked(touched.changes(since), looked[0], counts.subjects(), looked[1]),
                hearing.figures(counts.of(Kind.STATEMENT), counts.of(Kind.PARKED), counts.of(Kind.READABLE)),
                new Report.States(counts.of(Kind.STATE), counts.states()), new Report.Values(counts.of(Kind.VALUE), counts.values()),
                trial.notes(), Duration.between(at, clock.instant()).toMillis() / 1000.0);
    }

    private void compare(List<UUID> persons, Trial trial, Hearing hearing, Instant at, Consumer<Finding> each) {
        Map<UUID, Dossier> known = dossiers.loadAll(persons);
        persons.forEach(person -> {
            Dossier dossier = known.get(person);
            Optional<Retelling> retelling = hearing.of(person, dossier);
            retelling.ifPresent(told -> told.findings().forEach(each));
            Dossier now = retelling.map(Retelling::now).orElse(dossier);
            Dossier then = hearing.bound(person, retelling.map(Retelling::then).orElse(dossier));
            trial.compare(now, then, at).forEach(each);
        });
        persons.clear();
    }
}
