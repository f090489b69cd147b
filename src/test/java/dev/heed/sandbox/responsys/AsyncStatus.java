package dev.heed.sandbox.responsys;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What became of an asynchronous request. The answer to the question is always 200; the status is inside. */
record AsyncStatus(Object response, String requestId, String apiName, String timeZone, String requestTime,
                   String requestProcessedTime, String status) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT).withZone(ResponsysSimulator.ACCOUNT_ZONE);

    static AsyncStatus inProgress(String id, Instant now) {
        return new AsyncStatus(new ApiError.Body("", "Still processing request", "PROCESSING_REQUEST", "Processing Request", List.of()),
                id, "", null, TIME.format(now), "", "IN_PROGRESS");
    }

    static AsyncStatus purged(String id) {
        return new AsyncStatus(new ApiError.Body("", "Response purged", "RESPONSE_PURGED", "Response Message Purged", List.of()),
                id, "", null, "", "", "UNKNOWN");
    }

    AsyncStatus done(Object result, String outcome, Instant now) {
        return new AsyncStatus(result, requestId, ResponsysAsyncApi.API_NAME, ResponsysSimulator.ACCOUNT_ZONE.getId(), requestTime,
                TIME.format(now), outcome);
    }
}
