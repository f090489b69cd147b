package dev.heed.sandbox.eloqua;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what an import does, row by row, and tells it as logs and rejects. */
final class ImportReport {

    private final Map<String, SyncResult.Log> counts = new LinkedHashMap<>();
    private final List<Map<String, Object>> rejects = new ArrayList<>();

    void count(StatusCode code) {
        count(code, code.message, "information");
    }

    void count(SyncAction action) {
        StatusCode code = action.group().isPresent()
                ? action.subscribe() ? StatusCode.GROUP_SUBSCRIBED : StatusCode.GROUP_UNSUBSCRIBED
                : action.subscribe() ? StatusCode.SUBSCRIBED : StatusCode.UNSUBSCRIBED;
        String group = action.group().map(EmailGroup::id).map(String::valueOf).orElse("");
        count(code, code.message.replace("{groupId}", group), "information");
    }

    /** @param index of the record in the data of the sync, the first is 1 */
    void reject(StatusCode code, int index, Map<String, String> row, List<String> invalidFields) {
        count(code, code.message, "warning");
        rejects.add(Map.of("statusCode", code.code, "message", code.message, "fieldValues", row,
                "invalidFields", invalidFields, "recordIndex", index));
    }

    SyncResult result(int records) {
        List<SyncResult.Log> logs = new ArrayList<>();
        logs.add(new SyncResult.Log(StatusCode.PROCESSED, StatusCode.PROCESSED.message, "information", records));
        logs.addAll(counts.values());
        if (!rejects.isEmpty()) {
            logs.add(new SyncResult.Log(StatusCode.REJECTED, StatusCode.REJECTED.message, "warning", rejects.size()));
        }
        return new SyncResult(rejects.isEmpty() ? "success" : "warning", logs, List.copyOf(rejects), List.of());
    }

    private void count(StatusCode code, String message, String severity) {
        counts.merge(message, new SyncResult.Log(code, message, severity, 1),
                (before, one) -> new SyncResult.Log(code, message, severity, before.count() + 1));
    }
}
