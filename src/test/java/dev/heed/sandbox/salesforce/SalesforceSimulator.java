package dev.heed.sandbox.salesforce;

import dev.heed.sandbox.Faults;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import dev.heed.sandbox.Writes;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A Salesforce org with one object, Contact, whose changes leave by Change Data Capture over CometD and enter by REST.
 * A connected app of its own lets the integration user in; its credentials, invented, are here and nowhere else.
 */
@Component("salesforceSimulator")
public final class SalesforceSimulator implements SimulatedSystem {

    public static final String CLIENT_ID = "3MVGsandboxConsumerKey";
    public static final String CLIENT_SECRET = "sandbox-consumer-secret";
    public static final String REFRESH_TOKEN = "5Aepsandbox-refresh-token";
    public static final String ORG_ID = RecordIds.full("00D5e0000012345");
    /** Who writes through the API. */
    public static final String INTEGRATION_USER_ID = RecordIds.full("0055e000001AbCd");
    /** Who works at the screen. */
    public static final String AGENT_USER_ID = RecordIds.full("0055e000002AgNt");

    private static final List<String> YES_NO = List.of("true", "false");

    private final Contacts contacts;
    private final ChangeFeed feed;
    private final EventLog events;
    private final Tokens tokens;
    private final Streaming streaming;
    private final ApiUsage usage;

    SalesforceSimulator(Contacts contacts, ChangeFeed feed, EventLog events, Tokens tokens, Streaming streaming,
                        ApiUsage usage) {
        this.contacts = contacts;
        this.feed = feed;
        this.events = events;
        this.tokens = tokens;
        this.streaming = streaming;
        this.usage = usage;
    }

    @Override
    public String name() {
        return "salesforce";
    }

    @Override
    public String title() {
        return "Salesforce";
    }

    /** A contact entered at the screen; the flags stand at their defaults. Who is there already is not entered twice. */
    @Override
    public void enrol(Person person) {
        if (contacts.byEmail(person.email(), false).isPresent()) {
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("FirstName", person.firstName());
        values.put("LastName", person.lastName());
        values.put("Email", person.email());
        values.put("MobilePhone", person.phone());
        values.put("PreferredLanguage__c", person.language());
        contacts.transact(Author.agent(), transaction -> transaction.create(values));
    }

    private record Memory(Contacts.Memory contacts, EventLog.Memory events, long commitNumber) implements Serializable {
    }

    /** Under the lock of the contacts, so that no commit is known without its events. */
    @Override
    public Serializable memory() {
        synchronized (contacts) {
            return new Memory(contacts.memory(), events.memory(), feed.commitNumber());
        }
    }

    @Override
    public void recall(Serializable memory) {
        Memory known = (Memory) memory;
        contacts.recall(known.contacts());
        events.recall(known.events());
        feed.goOnAfter(known.commitNumber());
    }

    @Override
    public void reset() {
        contacts.clear();
        events.clear();
        feed.gap(0);
        usage.reset();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        return contacts.byEmail(email, false).map(contact -> contact.show(DateTimes::inRest));
    }

    @Override
    public List<Lever> levers() {
        return List.of(
                new Lever("HasOptedOutOfEmail", "Email Opt Out", YES_NO),
                new Lever("DoNotCall", "Do Not Call", YES_NO),
                new Lever("HasOptedOutOfSms__c", "SMS Opt Out", YES_NO),
                new Lever("HasOptedOutOfFax", "Fax Opt Out", YES_NO),
                new Lever("PreferredLanguage__c", "Preferred Language", ContactFields.LANGUAGES),
                new Lever("ContactWish__c", "Contact Wish", List.of()),
                new Lever("Email", "Email", List.of()),
                new Lever("MobilePhone", "Mobile", List.of()),
                new Lever("delete", "Delete the contact", List.of("delete")),
                new Lever("undelete", "Restore from the recycle bin", List.of("undelete")));
    }

    @Override
    public void act(String email, String lever, String value) {
        if (levers().stream().noneMatch(known -> known.id().equals(lever))) {
            throw new IllegalArgumentException("No such lever: " + lever);
        }
        contacts.transact(Author.agent(), transaction -> {
            Contact contact = contacts.byEmail(email, lever.equals("undelete"))
                    .orElseThrow(() -> new IllegalArgumentException("No such contact"));
            switch (lever) {
                case "delete" -> transaction.delete(contact);
                case "undelete" -> transaction.undelete(contact);
                default -> transaction.update(contact, entered(lever, value));
            }
            return null;
        });
    }

    @Override
    public Faults faults() {
        return events.faults();
    }

    @Override
    public Writes writes() {
        return contacts.writes();
    }

    /** Ends every session: calls are answered 401, and a subscriber is told at its next connect, which comes at once. */
    public void expireTokens() {
        tokens.expireAll();
        streaming.wake();
    }

    /** Forgets the kept events, as three days would: replay ids given so far are refused. */
    public void expireEvents() {
        events.expireAll();
    }

    /** The next {@code events} changes leave as {@code GAP_...} events, without field values. */
    public void gap(int events) {
        feed.gap(events);
    }

    /** Tells subscribers that changes were too many to report. */
    public void overflow() {
        contacts.transact(Author.agent(), transaction -> {
            feed.overflow(transaction);
            return null;
        });
    }

    /** Requests allowed in any 24 hours, for all callers together; 100,000 unless set. */
    public void dailyLimit(int requests) {
        usage.limit(requests);
    }

    /** Opens a case for the contact with this address: until it is closed the contact cannot be deleted. */
    public void openCase(String email) {
        contacts.openCase(contactId(email).orElseThrow());
    }

    public void closeCase(String email) {
        contacts.closeCase(contactId(email).orElseThrow());
    }

    /** 18-character id of the living contact with this address. */
    public Optional<String> contactId(String email) {
        return contacts.byEmail(email, false).map(Contact::id);
    }

    private static Map<String, Object> entered(String lever, String value) {
        Map<String, Object> values = new LinkedHashMap<>();
        Field field = ContactFields.get(lever);
        if (field.isFlag()) {
            if (!YES_NO.contains(value)) {
                throw new IllegalArgumentException(lever + " is true or false");
            }
            values.put(lever, Boolean.valueOf(value));
        } else {
            values.put(lever, value == null || value.isBlank() ? null : value.strip());
        }
        return values;
    }
}
