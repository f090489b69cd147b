package dev.heed.sandbox.eloqua;

import java.util.List;
import java.util.Map;

/**
 * What became of a sync.
 *
 * @param status {@code success}, {@code warning} (done, with rejects) or {@code error} (nothing done)
 * @param rows   the data of an export
 */
record SyncResult(String status, List<Log> logs, List<Map<String, Object>> rejects, List<Map<String, String>> rows) {

    /** @param severity {@code information}, {@code warning} or {@code error} */
    record Log(StatusCode code, String message, String severity, int count) {
    }
}
