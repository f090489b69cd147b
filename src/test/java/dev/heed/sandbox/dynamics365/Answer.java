package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One answer of the Web API, alone or as a part of a batch. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer of(int status) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("OData-Version", "4.0");
        return new Answer(status, headers, new byte[0]);
    }

    static Answer json(int status, JsonNode body) {
        return of(status).with("Content-Type", "application/json; odata.metadata=minimal").holding(Json.bytes(body));
    }

    static Answer number(long count) {
        return of(200).with("Content-Type", "text/plain").holding(String.valueOf(count).getBytes(StandardCharsets.US_ASCII));
    }

    static Answer refusal(WebApiException refusal) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
        Answer answer = json(refusal.status(), body).with("REQ_ID", UUID.randomUUID().toString());
        return refusal.retryAfter() < 0 ? answer : answer.with("Retry-After", String.valueOf(refusal.retryAfter()));
    }

    Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    private Answer holding(byte[] content) {
        return new Answer(status, headers, content);
    }

    boolean failed() {
        return status >= 400;
    }
}
