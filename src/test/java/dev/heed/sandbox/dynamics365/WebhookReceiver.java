package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the webhook points to, and keeps what comes. */
final class WebhookReceiver implements AutoCloseable {

    record Post(String path, Headers headers, String body) {

        JsonNode json() {
            return Json.object(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        }

        String message() {
            return json().get("MessageName").textValue();
        }

        JsonNode target() {
            return json().at("/InputParameters/0/value");
        }

        /** Value of a column in the target. */
        JsonNode attribute(String key) {
            for (JsonNode attribute : target().get("Attributes")) {
                if (attribute.get("key").textValue().equals(key)) {
                    return attribute.get("value");
                }
            }
            return Json.MAPPER.missingNode();
        }

        List<String> attributes() {
            return target().get("Attributes").findValuesAsText("key");
        }
    }

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void answer(int status) {
        answer = status;
    }

    List<Post> posts() {
        return posts;
    }

    void clear() {
        posts.clear();
        answer = 200;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
