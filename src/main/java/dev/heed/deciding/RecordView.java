package dev.heed.deciding;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one record of the subject in one system. */
public record RecordView(String system, String id, boolean present, ContactPoint email, ContactPoint phone, Map<Key, Held> held) {

    public static RecordView unseen(String system, String id) {
        return new RecordView(system, id, true, null, null, Map.of());
    }

    public ContactPoint contact(ContactPoint.Kind kind) {
        return kind == ContactPoint.Kind.EMAIL ? email : phone;
    }

    RecordView with(Key key, Held value) {
        Map<Key, Held> all = new LinkedHashMap<>(held);
        all.put(key, value);
        return new RecordView(system, id, present, email, phone, all);
    }

    RecordView reachedAt(ContactPoint newEmail, ContactPoint newPhone) {
        return new RecordView(system, id, true, newEmail == null ? email : newEmail, newPhone == null ? phone : newPhone, held);
    }

    RecordView gone() {
        return new RecordView(system, id, false, email, phone, Map.of());
    }
}
