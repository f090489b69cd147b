package dev.heed.sandbox.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Changes by one author that are committed together. It works on the table itself, under the table's lock, and can undo. */
final class Transaction {

    private final Map<String, Contact> table;
    private final RecordIds ids;
    private final Author author;
    private final Instant now;
    private final Map<String, Contact> undo = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> onCommit = new ArrayList<>();

    Transaction(Map<String, Contact> table, RecordIds ids, Author author, Instant now) {
        this.table = table;
        this.ids = ids;
        this.author = author;
        this.now = now;
    }

    Contact create(Map<String, Object> values) {
        FieldRules.check(values);
        FieldRules.checkComplete(values);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Id", ids.nextContact());
        all.put("IsDeleted", false);
        ContactFields.ALL.stream().filter(Field::isFlag).forEach(flag -> all.put(flag.name(), false));
        all.put("CreatedDate", now);
        all.putAll(values);
        all.values().removeIf(Objects::isNull);
        Contact contact = new Contact(all);
        checkUnique(contact);
        save(Change.Type.CREATE, null, contact);
        return contact;
    }

    /** Whether anything changed: what is written as it stands leaves no trace. */
    boolean update(Contact contact, Map<String, Object> values) {
        FieldRules.check(values);
        Contact wanted = contact.with(values);
        if (wanted.equals(contact)) {
            return false;
        }
        checkUnique(wanted);
        save(Change.Type.UPDATE, contact, wanted);
        return true;
    }

    void delete(Contact contact) {
        save(Change.Type.DELETE, contact, contact.with(Map.of("IsDeleted", true)));
    }

    void undelete(Contact contact) {
        Contact wanted = contact.with(Map.of("IsDeleted", false));
        checkUnique(wanted);
        save(Change.Type.UNDELETE, contact, wanted);
    }

    /** The living contact with this external id, in any case; null if there is none. */
    Contact byKey(String key) {
        String wanted = key.toLowerCase(Locale.ROOT);
        return table.values().stream().filter(contact -> !contact.deleted())
                .filter(contact -> contact.values().get(ContactFields.EXTERNAL_ID) instanceof String held
                        && held.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst().orElse(null);
    }

    Contact byId(String id) {
        return table.get(id);
    }

    void onCommit(Runnable work) {
        onCommit.add(work);
    }

    void rollback() {
        undo.forEach((id, before) -> {
            if (before == null) {
                table.remove(id);
            } else {
                table.put(id, before);
            }
        });
        changes.clear();
        onCommit.clear();
    }

    void committed() {
        onCommit.forEach(Runnable::run);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    Author author() {
        return author;
    }

    Instant at() {
        return now;
    }

    private void save(Change.Type type, Contact before, Contact wanted) {
        Contact after = wanted.with(Map.of(
                "LastModifiedDate", now, "LastModifiedById", author.userId(), "SystemModstamp", now));
        undo.putIfAbsent(after.id(), before);
        table.put(after.id(), after);
        changes.add(new Change(type, before, after));
    }

    private void checkUnique(Contact wanted) {
        if (wanted.values().get(ContactFields.EXTERNAL_ID) instanceof String key) {
            Contact holder = byKey(key);
            if (holder != null && !holder.id().equals(wanted.id())) {
                throw ApiException.badRequest("DUPLICATE_VALUE", "duplicate value found: " + ContactFields.EXTERNAL_ID
                        + " duplicates value on record with id: " + holder.id());
            }
        }
    }
}
