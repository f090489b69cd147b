package dev.heed.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The writes an API caller can make, inside a transaction; those that take effect are recorded. */
@Component("salesforceContactWriter")
final class ContactWriter {

    private final Contacts contacts;

    ContactWriter(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param id as it was sent, in either form */
    SaveResult update(Transaction transaction, String id, Draft draft) {
        String full = RecordIds.contact(id).orElseThrow(() -> ApiException.badRequest(
                "MALFORMED_ID", "Contact ID: id value of incorrect type: " + id, "Id"));
        Contact contact = existing(transaction, full);
        record(transaction, transaction.update(contact, draft.values()), full, draft.sent());
        return SaveResult.saved(full, false);
    }

    SaveResult upsert(Transaction transaction, String key, Draft draft) {
        Contact contact = transaction.byKey(key);
        if (contact != null) {
            record(transaction, transaction.update(contact, draft.values()), contact.id(), draft.sent());
            return SaveResult.saved(contact.id(), false);
        }
        Map<String, Object> values = new LinkedHashMap<>(draft.values());
        values.put(ContactFields.EXTERNAL_ID, key);
        String id = transaction.create(values).id();
        record(transaction, true, id, draft.sent());
        return SaveResult.saved(id, true);
    }

    /** A row with an id changes the contact that has it, and fails where none has; a row without one makes a contact. */
    SaveResult upsertById(Transaction transaction, String id, Draft draft) {
        if (id != null) {
            return update(transaction, id, draft);
        }
        String made = transaction.create(draft.values()).id();
        record(transaction, true, made, draft.sent());
        return SaveResult.saved(made, true);
    }

    /** @param id as it was sent, in either form, of whatever type */
    SaveResult deleteAny(Transaction transaction, String id) {
        return delete(transaction, RecordIds.contact(id).orElseThrow(() -> ApiException.badRequest("MALFORMED_ID", "malformed id " + id)));
    }

    /** Not one that a case hangs on; the refusal names the contact and the case, as the platform's does. */
    SaveResult delete(Transaction transaction, String id) {
        Contact contact = existing(transaction, id);
        contacts.caseOf(id).ifPresent(number -> {
            throw ApiException.badRequest("DELETE_FAILED", "Your attempt to delete " + contact.value(ContactFields.get("FirstName")) + " "
                    + contact.value(ContactFields.get("LastName")) + " could not be completed because it is associated with the following cases.: " + number);
        });
        transaction.delete(contact);
        record(transaction, true, id, Map.of("IsDeleted", true));
        return SaveResult.saved(id, false);
    }

    static void checkKeyField(String name) {
        if (!ContactFields.EXTERNAL_ID.equalsIgnoreCase(name)) {
            throw ApiException.notFound("Provided external ID field does not exist or is not accessible: " + name);
        }
    }

    static ApiException deleted() {
        return ApiException.badRequest("ENTITY_IS_DELETED", "entity is deleted");
    }

    private static Contact existing(Transaction transaction, String id) {
        Contact contact = transaction.byId(id);
        if (contact == null) {
            throw ApiException.badRequest("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (contact.deleted()) {
            throw deleted();
        }
        return contact;
    }

    private void record(Transaction transaction, boolean effective, String id, Map<String, Object> sent) {
        if (effective) {
            transaction.onCommit(() -> contacts.writes().add(id, sent));
        }
    }
}
