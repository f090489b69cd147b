package dev.heed.sandbox.eloqua;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The contacts by id and by address, and the addresses that are unsubscribed without being a contact. */
final class Contacts {

    private final Clock clock;
    private final Activities activities;
    private final Map<Long, Contact> byId = new LinkedHashMap<>();
    private final Map<String, Long> byEmail = new HashMap<>();
    private final Set<String> unsubscribedAddresses = new HashSet<>();
    private long lastId = 1233;

    Contacts(Clock clock, Activities activities) {
        this.clock = clock;
        this.activities = activities;
    }

    /** A new contact receives e-mail globally and has no status in any group, unless its address was unsubscribed before. */
    synchronized Contact create(Map<ContactField, String> fields, String by) {
        Instant now = now();
        String key = key(fields.get(ContactField.EMAIL));
        if (byEmail.containsKey(key)) {
            throw new IllegalStateException("the address is taken");
        }
        boolean subscribed = !unsubscribedAddresses.contains(key);
        Contact blank = new Contact(++lastId, Map.of(), subscribed, subscribed ? now : null, subscribed ? null : now,
                Map.of(), now, now, by);
        Contact contact = blank.withFields(fields, now, by);
        byEmail.put(key, contact.id());
        return keep(contact);
    }

    synchronized Optional<Contact> byEmail(String email) {
        return Optional.ofNullable(byEmail.get(key(email))).map(byId::get);
    }

    synchronized Optional<Contact> byId(String id) {
        return id.matches("\\d{1,18}") ? Optional.ofNullable(byId.get(Long.parseLong(id))) : Optional.empty();
    }

    synchronized List<Contact> all() {
        return List.copyOf(byId.values());
    }

    /** Saves the fields and stamps the contact, changed or not. */
    synchronized Contact edit(long id, Map<ContactField, String> changed, String by) {
        Contact before = byId.get(id);
        Contact after = before.withFields(changed, now(), by);
        byEmail.remove(key(before.email()));
        byEmail.put(key(after.email()), id);
        return keep(after);
    }

    /** Whether this changed anything. */
    synchronized boolean subscribe(long id, boolean on, String by) {
        Contact before = byId.get(id);
        if (before.subscribed() == on) {
            return false;
        }
        Contact after = keep(before.withSubscription(on, now(), by));
        if (on) {
            unsubscribedAddresses.remove(key(after.email()));
        } else {
            unsubscribedAddresses.add(key(after.email()));
        }
        activities.record(activity -> Activity.global(activity, on, after.updatedAt(), after));
        return true;
    }

    /** Whether this changed anything. */
    synchronized boolean subscribe(long id, EmailGroup group, boolean on) {
        Contact before = byId.get(id);
        if (before.group(group).filter(membership -> membership.subscribed() == on).isPresent()) {
            return false;
        }
        Instant now = now();
        Contact after = keep(before.withGroup(group, on, now));
        activities.record(activity -> Activity.group(activity, on, now, after, group));
        return true;
    }

    /** Unsubscribes an address that is no contact; whether this changed anything. */
    synchronized boolean unsubscribeAddress(String email) {
        return unsubscribedAddresses.add(key(email));
    }

    record Memory(List<Contact> contacts, TreeSet<String> unsubscribedAddresses, long lastId, Activities.Memory activities) implements Serializable {
    }

    synchronized Memory memory() {
        return new Memory(all(), new TreeSet<>(unsubscribedAddresses), lastId, activities.memory());
    }

    synchronized void recall(Memory memory) {
        memory.contacts().forEach(contact -> byEmail.put(key(keep(contact).email()), contact.id()));
        unsubscribedAddresses.addAll(memory.unsubscribedAddresses());
        lastId = memory.lastId();
        activities.recall(memory.activities());
    }

    synchronized void clear() {
        byId.clear();
        byEmail.clear();
        unsubscribedAddresses.clear();
    }

    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private Contact keep(Contact contact) {
        byId.put(contact.id(), contact);
        return contact;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
