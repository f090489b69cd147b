package dev.heed.notary;

import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Verifies this installation's ledger against this node's own export, and notes what came of it. */
@Component
public class Verifier {

    private final Verification verification;
    private final ExportFile export;
    private final EvidenceMeters meters;

    Verifier(DataSource database, TrustedKeys keys, Clock clock, ExportFile export, EvidenceMeters meters) {
        this.verification = new Verification(database, keys, clock);
        this.export = export;
        this.meters = meters;
    }

    /** @return nothing if a verification is running already */
    public Optional<Report> verify() {
        Optional<Report> report = verification.run(export);
        report.ifPresent(meters::verified);
        return report;
    }
}
