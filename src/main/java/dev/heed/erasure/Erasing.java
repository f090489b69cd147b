package dev.heed.erasure;

import dev.heed.change.Change;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.EverythingWithdrawn;
import dev.heed.erasure.Erasures.Erasure;
import dev.heed.identity.ContactPoints;
import dev.heed.intake.Intake;
import dev.heed.intake.Taken;
import dev.heed.ledger.ChainEnd;
import dev.heed.ledger.Deletions;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Subjects;
import dev.heed.sealing.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a person and keeps the promise made to them. First everything is withdrawn, for each of their contact points, and carried to
 * every system like any other refusal, and a system that is to delete is told to when it holds the refusal; when that has come to an end
 * everywhere, or patience has, the key is destroyed and with it all that was sealed. What is left are entries nobody can read, a chain that still verifies, and refusals that bind the keyed hash of an
 * address: should it come back, it is still refused. Used by the routes as {@code erasing}.
 */
@Component
public class Erasing {

    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);

    private final Erasures erasures;
    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Ledger ledger;
    private final Intake intake;
    private final Vault vault;
    private final Deletions deletions;
    private final ErasingSystems erasing;
    private final Taxonomy taxonomy;
    private final ContactPoints contactPoints;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Duration patience;

    Erasing(Erasures erasures, Subjects subjects, Dossiers dossiers, Ledger ledger, Intake intake, Vault vault, Deletions deletions, ErasingSystems erasing,
            Taxonomy taxonomy, ContactPoints contactPoints, Clock clock, TransactionTemplate transaction, @Value("${heed.erasure.patience:PT24H}") Duration patience) {
        this.erasures = erasures;
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.ledger = ledger;
        this.intake = intake;
        this.vault = vault;
        this.deletions = deletions;
        this.erasing = erasing;
        this.taxonomy = taxonomy;
        this.contactPoints = contactPoints;
        this.clock = clock;
        this.transaction = transaction;
        this.patience = patience;
    }

    /**
     * Withdraws everything and has the systems told; those that delete are to do so when they hold it. Ordered twice, it is done once.
     *
     * @return what the systems are to be told
     */
    public Taken order(UUID subject) {
        return transaction.execute(status -> {
            UUID person = subjects.person(subject).orElseThrow();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (!erasures.order(person, now, now.plus(patience))) {
                return Taken.nothing();
            }
            Dossier dossier = dossiers.load(person);
            plan(dossier);
            return intake.conclude(person, new EverythingWithdrawn(taxonomy).of(dossier, now));
        });
    }

    /** Destroys the keys of those of whom every system has been told, or who have waited long enough. */
    public void finish() {
        List<UUID> ready = erasures.ready(clock.instant());
        ready.forEach(person -> transaction.executeWithoutResult(status -> erasures.claim(person).ifPresent(this::destroy)));
        erasures.answered().forEach(person -> transaction.executeWithoutResult(status -> erasures.claimErased(person).ifPresent(this::complete)));
        if (!ready.isEmpty()) {
            erasures.sweep();
        }
    }

    private void destroy(Erasure erasure) {
        UUID person = erasure.person();
        erasures.holdMessages();
        subjects.hold(person);
        boolean complete = withdraw(person);
        Map<UUID, ChainEnd> ends = subjects.hold(person);
        Instant at = ChainEnd.next(ends.values(), clock.instant());
        Dossier dossier = dossiers.load(person);
        if ((plan(dossier) > 0 || !complete) && at.isBefore(erasure.dueAt())) {
            // a record or an address has shown itself since: while the person is known, what comes back of its deletion is known too
            return;
        }
        String certificate = erasures.certificate(erasure, at);
        for (UUID member : subjects.members(person)) {
            UUID entry = ledger.certify(ends.get(member), "erasure", certificate, at);
            erasures.forget(member, entry, at);
            vault.destroy(member);
        }
        // nobody is to go on with what they remember of an earlier version
        subjects.advance(person, at);
        int messages = erasures.forgetMessagesThatName(new Naming(dossier.contactPoints(), dossier.records(), contactPoints), at);
        if (deletions.of(person).stream().noneMatch(figures -> figures.waiting() > 0)) {
            erasures.complete(person, at);
        }
        LOG.info("Erased subject {}; {} messages that waited named them", person, messages);
    }

    /**
     * Withdraws for what became known of the person since it was ordered; the sweep has the systems told.
     *
     * @return whether there was nothing of the kind
     */
    private boolean withdraw(UUID person) {
        List<Change> missing = new EverythingWithdrawn(taxonomy).missing(dossiers.load(person), clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!missing.isEmpty()) {
            intake.conclude(person, missing);
        }
        return missing.isEmpty();
    }

    /** The certificate could not say it: some system has answered for its last record only now. */
    private void complete(Erasure erasure) {
        ChainEnd end = subjects.hold(erasure.person()).get(erasure.person());
        Instant at = ChainEnd.next(List.of(end), clock.instant());
        ledger.certify(end, "erasure", erasures.completion(erasure, at), at);
        erasures.complete(erasure.person(), at);
        LOG.info("Every system has answered for subject {}", erasure.person());
    }

    private int plan(Dossier dossier) {
        return deletions.plan(dossier.subject(), erasing.deleting().stream().flatMap(dossier::recordsIn).toList());
    }
}
