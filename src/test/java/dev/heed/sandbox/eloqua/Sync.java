package dev.heed.sandbox.eloqua;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a definition, from pending to its end. Its data are kept as long as the definition says. */
final class Sync {

    private final long id;
    private final Definition definition;
    private final String callbackUrl;
    private final Instant createdAt;
    private String status = "pending";
    private Instant startedAt;
    private Instant endedAt;
    private SyncResult result;

    Sync(long id, Definition definition, String callbackUrl, Instant createdAt) {
        this.id = id;
        this.definition = definition;
        this.callbackUrl = callbackUrl;
        this.createdAt = createdAt;
    }

    synchronized void start(Instant now) {
        status = "active";
        startedAt = now;
    }

    synchronized void end(Instant now, SyncResult result) {
        this.status = result.status();
        this.endedAt = now;
        this.result = result;
    }

    long id() {
        return id;
    }

    Definition definition() {
        return definition;
    }

    String callbackUrl() {
        return callbackUrl;
    }

    String uri() {
        return "/syncs/" + id;
    }

    synchronized Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("syncedInstanceUri", definition.head().uri());
        if (callbackUrl != null) {
            shown.put("callbackUrl", callbackUrl);
        }
        if (startedAt != null) {
            shown.put("syncStartedAt", Times.resource(startedAt));
        }
        if (endedAt != null) {
            shown.put("syncEndedAt", Times.resource(endedAt));
        }
        shown.put("status", status);
        shown.put("createdAt", Times.resource(createdAt));
        shown.put("createdBy", EloquaSimulator.USER);
        shown.put("uri", uri());
        return shown;
    }

    /** The rows of an export: none to be had before its end or if it failed, and none after its retention. */
    synchronized List<Map<String, String>> data(Instant now) {
        if (!(definition instanceof Definition.Export) || result == null || status.equals("error")) {
            throw Refusal.plain(404);
        }
        Duration retention = definition.head().retention();
        if (now.isAfter(endedAt.plus(retention))) {
            throw Refusal.plain(410);
        }
        return result.rows();
    }

    synchronized List<Map<String, Object>> rejects() {
        return result == null ? List.of() : result.rejects();
    }

    synchronized List<Map<String, Object>> logs() {
        return result == null ? List.of() : result.logs().stream().map(this::shown).toList();
    }

    private Map<String, Object> shown(SyncResult.Log log) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("syncUri", uri());
        shown.put("count", log.count());
        shown.put("severity", log.severity());
        shown.put("statusCode", log.code().code);
        shown.put("message", log.message().replace("{id}", String.valueOf(id)).replace("{status}", result.status()));
        shown.put("createdAt", Times.resource(endedAt));
        return shown;
    }
}
