package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An error as a failed request shows it, in an array of one; {@code fields} only where a field is to blame. */
record ApiError(String message, String errorCode, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> fields) {

    static ApiError of(String errorCode, String message, String... fields) {
        return new ApiError(message, errorCode, List.of(fields));
    }

    /** The same error as a row of a collection shows it. */
    Map<String, Object> inRow() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("statusCode", errorCode);
        row.put("message", message);
        row.put("fields", fields);
        return row;
    }
}
