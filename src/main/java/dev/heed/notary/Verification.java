package dev.heed.notary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Checks the whole ledger at one moment: chains, tree, checkpoints and what was exported of them. */
final class Verification {

    private final DataSource database;
    private final TrustedKeys keys;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    Verification(DataSource database, TrustedKeys keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /** @return nothing if a verification is running already */
    Optional<Report> run(ExportFile export) {
        if (!running.tryLock()) {
            return Optional.empty();
        }
        try (BufferedReader exported = export.exists() ? export.read() : null) {
            return Optional.of(check(exported));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the ledger cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the exported checkpoints cannot be read", e);
        } finally {
            running.unlock();
        }
    }

    /** Two readers at the same moment of the database: one goes along the chains, the other looks at what was built on them. */
    private Report check(BufferedReader exported) throws SQLException, IOException {
        Instant start = clock.instant();
        Findings findings = new Findings();
        Findings besides = new Findings();
        ChainPass chains = new ChainPass(findings);
        PolicyPass policies = new PolicyPass(besides);
        CheckpointPass checkpoints = new CheckpointPass(besides, keys, policies);
        try (Moment moment = new Moment(database); Moment same = moment.again(); Aside<Exported> aside = new Aside<>(() -> {
            new StrandPass(besides).run(same.connection());
            policies.run(same.connection());
            Exported outside = checkpoints.run(same.connection(), exported);
            new TreePass(besides).run(same.connection());
            return outside;
        })) {
            chains.run(moment.connection());
            Exported outside = aside.result();
            findings.addAll(besides);
            return new Report(findings.count() == 0, chains.entries(), chains.chains(), checkpoints.count(), chains.covered(),
                    exported == null ? null : outside.read(), exported == null ? null : outside.unexported(),
                    findings.count(), findings.first(), findings.kept(), start, Duration.between(start, clock.instant()).toMillis() / 1000.0);
        }
    }
}
