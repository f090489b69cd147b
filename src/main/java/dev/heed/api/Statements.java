package dev.heed.api;

import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.intake.Intake;
import dev.heed.intake.Taken;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.EventKeys;
import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Said;
import dev.heed.mapping.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes stated changes in: key, raw message, change, state and deliveries in one transaction, and only then an answer. The systems are
 * told after it; if that fails the sweep finds what was left.
 */
@Service
class Statements {

    private static final int TRIES = 3;

    private final StatedReadings readings;
    private final EventKeys keys;
    private final InboundMessages messages;
    private final Subjects subjects;
    private final Dossiers dossiers;
    private final Taxonomy taxonomy;
    private final Intake intake;
    private final TransactionTemplate transaction;
    private final ProducerTemplate producer;

    Statements(StatedReadings readings, EventKeys keys, InboundMessages messages, Subjects subjects, Dossiers dossiers, Taxonomy taxonomy,
               Intake intake, TransactionTemplate transaction, ProducerTemplate producer) {
        this.readings = readings;
        this.keys = keys;
        this.messages = messages;
        this.subjects = subjects;
        this.dossiers = dossiers;
        this.taxonomy = taxonomy;
        this.intake = intake;
        this.transaction = transaction;
        this.producer = producer;
    }

    private record Told(UUID change, Taken taken) {
    }

    /** The id of the change, the same one for the same event. */
    UUID take(StatedChange stated) {
        Message message = readings.message(stated);
        Reading reading = readings.reading(stated, message);
        Told told = again(() -> transaction.execute(status -> tell(stated, reading, message)));
        if (told.taken() != null) {
            producer.asyncSendBody("direct:tell", told.taken());
        }
        return told.change();
    }

    private Told tell(StatedChange stated, Reading reading, Message message) {
        String key = StatedReadings.eventKey(stated);
        Optional<EventKeys.Told> before = keys.claim(key, message.digest());
        if (before.isPresent()) {
            if (!message.digest().equals(before.get().digest())) {
                throw Wrong.member(HttpStatus.CONFLICT, "eventId", "this source told an event of this id before, and it said something else");
            }
            return new Told(before.get().change(), null);
        }
        identify(stated, reading);
        Inbound inbound = messages.take(stated.source(), message);
        Taken taken = intake(reading);
        messages.close(inbound, taken.subjects());
        UUID change = taken.changes().get(0).id();
        keys.answer(key, change);
        return new Told(change, taken);
    }

    private Taken intake(Reading reading) {
        try {
            return intake.take(List.of(reading));
        } catch (Unreadable e) {
            throw Wrong.of(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage());
        }
    }

    /** Refuses what cannot be laid at one person's door: a refusal may bind all who share an address, anything else may not. */
    private void identify(StatedChange stated, Reading reading) {
        Said said = reading.said().get(0);
        if (said.key() instanceof Permission && Decision.of(said.value()).restrictive()) {
            knownOrReached(reading);
            return;
        }
        ContactPoint given = reading.email() == null ? reading.phone() : reading.email();
        if (stated.record() == null && subjects.at(given).size() > 1) {
            throw Wrong.member(HttpStatus.UNPROCESSABLE_ENTITY, "record",
                    "several people share this contact point; it is needed to say which of them spoke");
        }
        knownOrReached(reading);
        taxonomy.reaches(said.key()).ifPresent(kind -> {
            ContactPoint point = kind == ContactPoint.Kind.EMAIL ? reading.email() : reading.phone();
            if (point == null && !reachedAt(reading, kind)) {
                throw Wrong.member(HttpStatus.UNPROCESSABLE_ENTITY, kind == ContactPoint.Kind.EMAIL ? "email" : "phone",
                        "is needed: what is not a refusal is for one contact point");
            }
        });
    }

    private void knownOrReached(Reading reading) {
        if (reading.email() == null && reading.phone() == null && subjects.of(reading.system(), reading.recordId()).isEmpty()) {
            throw Wrong.member(HttpStatus.UNPROCESSABLE_ENTITY, "record", "is not known yet; give email or phone with it");
        }
    }

    /** Whether the source's own record has shown a contact point of this kind. */
    private boolean reachedAt(Reading reading, ContactPoint.Kind kind) {
        return subjects.of(reading.system(), reading.recordId()).map(dossiers::load).stream()
                .flatMap(dossier -> dossier.recordsIn(reading.system())).filter(record -> record.id().equals(reading.recordId()))
                .anyMatch(record -> record.contact(kind) != null);
    }

    /** Two changes that bind one another's people can lock each other out; one of them is then let go and tries again. */
    private static <T> T again(Supplier<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (PessimisticLockingFailureException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }
}
