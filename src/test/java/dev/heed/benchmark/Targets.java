package dev.heed.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The target systems, as far as a benchmark needs them: {@code POST /target1/record} takes one record, {@code POST /target1/bulk} up to 200 and says of
 * each what became of it. Either answers after the same time, however many records it was given.
 */
final class Targets extends Handler.Abstract implements AutoCloseable {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final int LARGEST_BATCH = 200;

    private final Server server = new Server(new QueuedThreadPool(64));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Duration latency;
    private final LongAdder calls = new LongAdder();
    private final LongAdder records = new LongAdder();
    private volatile Journeys journeys;

    Targets(Duration latency) throws Exception {
        this.latency = latency;
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(this);
        server.start();
    }

    String url() {
        return "http://localhost:" + connector.getLocalPort();
    }

    /** Whose changes are told from now on. */
    void follow(Journeys followed) {
        journeys = followed;
        calls.reset();
        records.reset();
    }

    long calls() {
        return calls.sum();
    }

    long records() {
        return records.sum();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String[] path = Request.getPathInContext(request).split("/");
        int target = Integer.parseInt(path[1].substring("target".length())) - 1;
        JsonNode body = JSON.readTree(Content.Source.asString(request));
        TimeUnit.NANOSECONDS.sleep(latency.toNanos());
        calls.increment();
        String answer = path[2].equals("bulk") ? all(target, body.path("records")) : one(target, body);
        response.setStatus(answer == null ? 400 : 200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, answer == null ? "" : answer, callback);
        return true;
    }

    private String all(int target, JsonNode rows) {
        if (rows.size() > LARGEST_BATCH) {
            return null;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        rows.forEach(row -> {
            boolean kept = keep(target, row);
            results.addObject().put("code", kept ? 0 : 1).put("message", kept ? null : "no such status");
        });
        return answer.toString();
    }

    private String one(int target, JsonNode row) {
        return keep(target, row) ? "{\"code\":0}" : null;
    }

    /** Refuses what the change does not say, so that a mix-up shows. */
    private boolean keep(int target, JsonNode row) {
        int change = row.path("event").asInt(-1);
        if (change < 0 || !row.path("status").asText().equals(journeys.yes(change) ? "opt-in" : "opt-out")
                || !row.path("phone").asText().equals(Source.phone(journeys.customer(change)))) {
            return false;
        }
        records.increment();
        journeys.told(target, change);
        return true;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
