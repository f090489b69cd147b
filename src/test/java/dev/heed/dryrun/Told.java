package dev.heed.dryrun;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.intake.Inbox;
import dev.heed.intake.Intake;
import dev.heed.intake.Turn;
import dev.heed.intake.Turn.Opened;
import dev.heed.intake.Waiting;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Reading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells Heed things, native messages by the way that the routes take. */
@TestComponent
class Told {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Inbox inbox;
    private final Intake intake;
    private final Subjects subjects;
    private final CamelContext camel;
    private final TransactionTemplate transaction;

    Told(Inbox inbox, Intake intake, Subjects subjects, CamelContext camel, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.intake = intake;
        this.subjects = subjects;
        this.camel = camel;
        this.transaction = transaction;
    }

    static String phone() {
        int number = NUMBERS.getAndIncrement();
        return String.format(Locale.ROOT, "+1%d555%04d", 201 + number / 100, 100 + number % 100);
    }

    static String email() {
        return "person" + NUMBERS.getAndIncrement() + "@example.com";
    }

    /** Said in the shop, some seconds after the epoch of these tests. */
    UUID shop(String point, String key, String value, Actor actor, Evidence evidence, String capturedAt) {
        Instant at = Instant.parse(capturedAt);
        boolean email = point.contains("@");
        ContactPoint contactPoint = ContactPoint.of((email ? "email:" : "phone:") + point);
        var origin = new Provenance("shop", point, "event-" + NUMBERS.getAndIncrement(), actor, "checkout", evidence, null, null, at, at, false, null, now(),
                "digest", "changes@1", List.of("shop"));
        transaction.executeWithoutResult(status -> intake.take(List.of(new Reading("shop", point, false, false, false, null, email ? contactPoint : null,
                email ? null : contactPoint, origin, List.of(new Reading.Said(Key.of(key), value, value, false))))));
        return subjects.at(contactPoint).get(0);
    }

    /** A contact of the CRM is shown. */
    UUID crm(String id, String email, String fields) {
        message("crm", "records", "{\"id\": \"%s\", \"email\": \"%s\", \"at\": %s%s}".formatted(id, email, Instant.now().toEpochMilli() + NUMBERS.getAndIncrement(), fields));
        return subjects.of("crm", id).orElseThrow();
    }

    /** Somebody texts. */
    long text(String from, String body) {
        return message("texting", "messages", "{\"from\": \"%s\", \"body\": \"%s\", \"number\": \"%s\"}".formatted(from, body, NUMBERS.getAndIncrement()));
    }

    UUID at(String phone) {
        return subjects.at(ContactPoint.of("phone:" + phone)).get(0);
    }

    private long message(String system, String feed, String json) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(json);
        long id = inbox.keep(exchange, system, feed, null, false).get(0).id();
        transaction.executeWithoutResult(status -> {
            inbox.open(List.of(id), new Waiting(List.of()), exchange);
            Turn turn = exchange.getProperty("heedTurn", Turn.class);
            exchange.getMessage().getBody(List.class).forEach(message -> inbox.fresh((Opened) message, turn));
            inbox.take(turn);
            inbox.close(turn);
        });
        return id;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
