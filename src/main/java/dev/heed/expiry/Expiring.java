package dev.heed.expiry;

import dev.heed.intake.Intake;
import dev.heed.intake.Taken;
import dev.heed.ledger.Subjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has the systems told of what ran out. Used by the routes as {@code expiring}. */
@Component
public class Expiring {

    private static final Logger LOG = LoggerFactory.getLogger(Expiring.class);
    private static final int AT_ONCE = 300;

    private final DuePersons due;
    private final Subjects subjects;
    private final Intake intake;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Duration patience;

    Expiring(DuePersons due, Subjects subjects, Intake intake, Clock clock, TransactionTemplate transaction,
             @Value("${heed.expiry.patience:PT10M}") Duration patience) {
        this.due = due;
        this.subjects = subjects;
        this.intake = intake;
        this.clock = clock;
        this.transaction = transaction;
        this.patience = patience;
    }

    /** Some of those whose time has come. Who cannot be looked at is not named again for a while, and stays in nobody's way. */
    public List<UUID> due() {
        Instant now = clock.instant();
        return due.claim(now, now.plus(patience), AT_ONCE);
    }

    /**
     * Looks at one of them, in a transaction of their own.
     *
     * @return what the systems are to be told
     */
    public Taken look(UUID subject) {
        try {
            return transaction.execute(status -> subjects.person(subject).map(intake::reconsider).orElseGet(Taken::nothing));
        } catch (RuntimeException e) {
            // of an exception the name alone: its words may quote rows
            LOG.warn("Subject {} could not be looked at again; it will be tried in {} ({})", subject, patience, e.getClass().getSimpleName());
            return Taken.nothing();
        }
    }
}
