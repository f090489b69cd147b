package dev.heed.deciding;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What is known of one record of the subject in one system. */
public record RecordView(String system, String id, boolean present, ContactPoint email, ContactPoint phone, Map<Key, Held> held) {

    public static RecordView unseen(String system, String id) {
        return new RecordView(system, id, true, null, null, Map.of());
    }

    public ContactPoint contact(ContactPoint.Kind kind) {
        return kind == ContactPoint.Kind.EMAIL ? email : phone;
    }

    /** Whether it was written there and its feed has not shown it yet. */
    boolean isOpen(Key key) {
        return held.containsKey(key) && held.get(key).sent() != null;
    }

    RecordView with(Key key, Held value) {
        Map<Key, Held> all = new LinkedHashMap<>(held);
        all.put(key, value);
        return new RecordView(system, id, present, email, phone, all);
    }

    /** What is about to be written into it. */
    public RecordView sending(Map<Key, String> tokens, Instant at) {
        Map<Key, Held> all = new LinkedHashMap<>(held);
        tokens.forEach((key, token) -> all.put(key, all.getOrDefault(key, Held.blank()).sending(token, at)));
        return new RecordView(system, id, present, email, phone, all);
    }

    /** The system said yes to what was sent; its feed may show it yet. */
    public RecordView accepted(Map<Key, String> tokens, Instant at) {
        return each(tokens, (known, token) -> known.accepted(token, at));
    }

    /** What was to be sent was read there, and so was not sent. */
    public RecordView readBack(Map<Key, String> tokens, Instant at) {
        return each(tokens, (known, token) -> known.readBack(token, at));
    }

    /** The same when no call to it is under way. */
    RecordView afterTheCall() {
        Map<Key, Held> all = new LinkedHashMap<>();
        held.forEach((key, known) -> all.put(key, known.afterTheCall()));
        return new RecordView(system, id, present, email, phone, all);
    }

    /** The system said no: no echo will come. */
    public RecordView notSent(Map<Key, String> tokens) {
        return each(tokens, (known, token) -> known.notSent());
    }

    private RecordView each(Map<Key, String> tokens, BiFunction<Held, String, Held> then) {
        Map<Key, Held> all = new LinkedHashMap<>(held);
        tokens.forEach((key, token) -> all.computeIfPresent(key, (same, known) -> then.apply(known, token)));
        return new RecordView(system, id, present, email, phone, all);
    }

    RecordView reachedAt(ContactPoint newEmail, ContactPoint newPhone) {
        return new RecordView(system, id, true, newEmail == null ? email : newEmail, newPhone == null ? phone : newPhone, held);
    }

    /** What it held is kept: if it returns, what it then shows is known by it. */
    public RecordView gone(Instant at) {
        Map<Key, Held> all = new LinkedHashMap<>();
        held.forEach((key, known) -> all.put(key, known.gone(at)));
        return new RecordView(system, id, false, email, phone, all);
    }
}
