package dev.heed.sandbox.salesforce;

import dev.heed.sandbox.Writes;
import java.io.Serializable;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The contacts of the org, deleted ones included. Times are kept to the second. */
@Component("salesforceContacts")
final class Contacts {

    private final Map<String, Contact> table = new LinkedHashMap<>();
    private final Map<String, String> cases = new LinkedHashMap<>();
    private final RecordIds ids = new RecordIds();
    private final Writes writes = new Writes();
    private final Clock clock;
    private final ChangeFeed feed;

    Contacts(Clock clock, ChangeFeed feed) {
        this.clock = clock;
        this.feed = feed;
    }

    /** Runs the work as one transaction; whatever it throws undoes all of it. Events leave in the order of commits. */
    synchronized <T> T transact(Author author, Function<Transaction, T> work) {
        var transaction = new Transaction(table, ids, author, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        T result;
        try {
            result = work.apply(transaction);
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        transaction.committed();
        feed.publish(transaction);
        return result;
    }

    synchronized Optional<Contact> byId(String id) {
        return Optional.ofNullable(table.get(id));
    }

    /** Number of the case that was opened for the contact, if one was. */
    synchronized Optional<String> caseOf(String id) {
        return Optional.ofNullable(cases.get(id));
    }

    synchronized void openCase(String id) {
        cases.put(id, String.format(Locale.ROOT, "%08d", 1026 + cases.size()));
    }

    synchronized void closeCase(String id) {
        cases.remove(id);
    }

    synchronized List<Contact> all() {
        return List.copyOf(table.values());
    }

    /** The contact that answers to the address, the first one where several do. */
    synchronized Optional<Contact> byEmail(String email, boolean deleted) {
        String wanted = email.toLowerCase(Locale.ROOT);
        return table.values().stream().filter(contact -> contact.deleted() == deleted)
                .filter(contact -> contact.values().get("Email") instanceof String held
                        && held.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    record Memory(List<Contact> contacts, long serial) implements Serializable {
    }

    synchronized Memory memory() {
        return new Memory(all(), ids.serial());
    }

    synchronized void recall(Memory memory) {
        memory.contacts().forEach(contact -> table.put(contact.id(), contact));
        ids.goOnAt(memory.serial());
    }

    synchronized void clear() {
        table.clear();
        cases.clear();
        writes.clear();
    }

    Writes writes() {
        return writes;
    }
}
