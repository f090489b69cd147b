package dev.heed.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Turns commits into change events. The same change to several records of one transaction is one event with several ids. */
@Component("salesforceChangeFeed")
final class ChangeFeed {

    private record Sameness(Change.Type type, List<String> changedFields, Map<String, Object> body) {
    }

    private final EventLog log;
    private final AtomicLong commitNumber = new AtomicLong(10_580_000_000_000L);
    private final AtomicInteger gaps = new AtomicInteger();

    ChangeFeed(EventLog log) {
        this.log = log;
    }

    long commitNumber() {
        return commitNumber.get();
    }

    void goOnAfter(long commit) {
        commitNumber.set(commit);
    }

    /** Lets the next {@code events} events leave without field values, as after an internal error of the platform. */
    void gap(int events) {
        gaps.set(events);
    }

    void publish(Transaction transaction) {
        Map<Sameness, List<String>> merged = new LinkedHashMap<>();
        for (Change change : transaction.changes()) {
            var same = new Sameness(change.type(), ChangeEventBody.changedFields(change), ChangeEventBody.of(change));
            merged.computeIfAbsent(same, any -> new ArrayList<>()).add(change.after().id());
        }
        var sequence = new AtomicInteger();
        String key = UUID.randomUUID().toString();
        long commit = commitNumber.addAndGet(3);
        merged.forEach((same, ids) -> {
            boolean gap = gaps.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            var header = header(transaction, (gap ? "GAP_" : "") + same.type(), ids);
            header.put("transactionKey", key);
            header.put("sequenceNumber", sequence.incrementAndGet());
            header.put("commitNumber", commit);
            header.put("changedFields", gap ? List.of() : same.changedFields());
            header.put("nulledFields", gap ? List.of() : ChangeEventBody.nulled(same.changedFields(), same.body()));
            header.put("diffFields", List.of());
            log.append(transaction.at(), payload(header, gap ? Map.of() : same.body()));
        });
    }

    /** More changes at once than the bus could hold: one event for them all, which names no record. */
    void overflow(Transaction transaction) {
        var header = header(transaction, "GAP_OVERFLOW", List.of("000000000000000AAA"));
        header.put("transactionKey", UUID.randomUUID().toString());
        header.put("sequenceNumber", 1);
        header.put("commitNumber", commitNumber.addAndGet(3));
        List.of("changedFields", "nulledFields", "diffFields").forEach(name -> header.put(name, List.of()));
        log.append(transaction.at(), payload(header, Map.of()));
    }

    private static Map<String, Object> header(Transaction transaction, String changeType, List<String> ids) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("entityName", "Contact");
        header.put("recordIds", ids);
        header.put("changeType", changeType);
        header.put("changeOrigin", transaction.author().changeOrigin());
        header.put("commitTimestamp", transaction.at().toEpochMilli());
        header.put("commitUser", transaction.author().userId());
        return header;
    }

    private static Map<String, Object> payload(Map<String, Object> header, Map<String, Object> body) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("ChangeEventHeader", header);
        payload.putAll(body);
        return payload;
    }
}
