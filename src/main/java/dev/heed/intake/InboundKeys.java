package dev.heed.intake;

import dev.heed.ledger.InboundMessages;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.stereotype.Component;

/**
 * The idempotent consumer's keys, in the transaction of the route: a crash between key and effect takes both back. They are written for a whole
 * {@link Turn} when it is opened.
 */
@Component("inboundKeys")
class InboundKeys extends ServiceSupport implements IdempotentRepository {

    private final InboundMessages messages;

    InboundKeys(InboundMessages messages) {
        this.messages = messages;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return exchange.getProperty(Inbox.TURN, Turn.class).claim(key);
    }

    @Override
    public boolean add(String key) {
        return messages.first(key);
    }

    @Override
    public boolean contains(String key) {
        return messages.seen(key);
    }

    /** Nothing to do: when the exchange fails the transaction is rolled back, and the key with it. */
    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("keys are evidence of what was seen and are not cleared");
    }
}
