package dev.heed.sandbox.twilio;

import dev.heed.sandbox.Faults;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Brings what a telephone sends: into the log, to the opt-out list, and to the account's webhook. */
final class Carrier implements AutoCloseable {

    /** A message on its way; {@code webhook} is the status of the last post, empty where nothing was posted or answered. */
    record Arrival(Message message, CompletableFuture<OptionalInt> webhook) {
    }

    private final ExecutorService posts = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "twilio-webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final OptOutList list;
    private final MessageLog log;
    private final Webhook webhook;
    private final Faults faults;
    private final Clock clock;

    Carrier(OptOutList list, MessageLog log, Webhook webhook, Faults faults, Clock clock) {
        this.list = list;
        this.log = log;
        this.webhook = webhook;
        this.faults = faults;
        this.clock = clock;
    }

    Arrival receive(String from, Sender to, String body) {
        Message message = Message.inbound(from, to, body, clock.instant());
        synchronized (log) {
            Keyword.in(body).ifPresent(keyword -> list.obey(keyword, to, from, message.sent()));
            log.add(message);
        }
        return report(message);
    }

    /** Only with the echo fault on: tells of a consent written by API as if the telephone had said it, without obeying it again. */
    void echo(Consent consent) {
        Sender to = Sender.named(consent.senderId()).orElseThrow();
        Keyword said = consent.isOptOut() ? Keyword.STOP : Keyword.START;
        Message message = Message.inbound(consent.contactId(), to, said.name(), clock.instant());
        log.add(message);
        report(message);
    }

    private Arrival report(Message message) {
        List<Message> through = faults.feed(message);
        return new Arrival(message, CompletableFuture.supplyAsync(() -> post(through), posts));
    }

    private OptionalInt post(List<Message> messages) {
        OptionalInt status = OptionalInt.empty();
        for (Message message : messages) {
            status = webhook.post(message);
        }
        return status;
    }

    @Override
    public void close() {
        posts.shutdownNow();
    }
}
