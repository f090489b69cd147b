package dev.heed.intake;

import dev.heed.ledger.InboundMessages;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.support.service.ServiceSupport;
import org.springframework.stereotype.Component;

/**
 * Which files were read to their end. Unlike {@link InboundKeys} the key is written when all the rows are safe, in a
 * transaction of its own: after a crash between the two the file is read again, and its rows are known by their own keys.
 */
@Component("inboundFiles")
class InboundFiles extends ServiceSupport implements IdempotentRepository {

    private static final String PREFIX = "file ";
    private static final int REMEMBERED = 20_000;

    private final InboundMessages messages;
    /** A folder that is never emptied is listed at every poll: what was read stays read, and need not be asked again. */
    private final Map<String, Boolean> read = LRUCacheFactory.newLRUCache(REMEMBERED);

    InboundFiles(InboundMessages messages) {
        this.messages = messages;
    }

    @Override
    public boolean add(String key) {
        boolean first = messages.first(PREFIX + key);
        read.put(key, true);
        return first;
    }

    @Override
    public boolean contains(String key) {
        boolean known = read.containsKey(key) || messages.seen(PREFIX + key);
        if (known) {
            read.put(key, true);
        }
        return known;
    }

    @Override
    public boolean remove(String key) {
        read.remove(key);
        messages.forget(PREFIX + key);
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
