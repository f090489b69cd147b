package dev.heed.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of one row: the record's id, or the refusal. */
record SaveResult(String id, boolean created, ApiError error) {

    private static final ApiError ROLLED_BACK = ApiError.of("ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    static SaveResult saved(String id, boolean created) {
        return new SaveResult(id, created, null);
    }

    static SaveResult refused(ApiError error) {
        return new SaveResult(null, false, error);
    }

    boolean success() {
        return error == null;
    }

    /** This row after another one has failed where all had to succeed. */
    SaveResult rolledBack() {
        return success() ? refused(ROLLED_BACK) : this;
    }

    Map<String, Object> inUpdate() {
        Map<String, Object> row = new LinkedHashMap<>();
        if (success()) {
            row.put("id", id);
        }
        row.put("success", success());
        row.put("errors", success() ? List.of() : List.of(error.inRow()));
        return row;
    }

    Map<String, Object> inUpsert() {
        Map<String, Object> row = inUpdate();
        if (success()) {
            row.put("created", created);
        }
        return row;
    }
}
