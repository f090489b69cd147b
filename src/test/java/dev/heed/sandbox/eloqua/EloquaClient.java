package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an integrator of Eloqua would write: authenticated calls, and syncs waited for. */
final class EloquaClient {

    record Answer(int status, String text) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private String authorization;
    private String base = "/eloqua";

    EloquaClient(URI server) {
        this.server = server;
        credentials(EloquaSimulator.COMPANY + "\\" + EloquaSimulator.USER, EloquaSimulator.PASSWORD);
    }

    EloquaClient credentials(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
        return this;
    }

    EloquaClient base(String base) {
        this.base = base;
        return this;
    }

    Answer id() {
        return send("GET", "/eloqua/id", null, BodyPublishers.noBody());
    }

    Answer bulk(String path) {
        return send("GET", base + "/API/Bulk/2.0" + path, null, BodyPublishers.noBody());
    }

    Answer bulk(String path, String json) {
        return send("POST", base + "/API/Bulk/2.0" + path, "application/json", BodyPublishers.ofString(json));
    }

    Answer bulk(String path, String contentType, BodyPublisher body) {
        return send("POST", base + "/API/Bulk/2.0" + path, contentType, body);
    }

    Answer rest(String path) {
        return send("GET", base + "/API/REST/2.0" + path, null, BodyPublishers.noBody());
    }

    Answer rest(String method, String path, String json) {
        return send(method, base + "/api/REST/2.0" + path, "application/json", BodyPublishers.ofString(json));
    }

    /** URI of a new definition. */
    String define(String kind, String json) {
        Answer answer = bulk(kind, json.replace('`', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("uri").asText();
    }

    /** URI of a sync that has ended. */
    String sync(String definition) {
        Answer answer = bulk("/syncs", "{\"syncedInstanceUri\":\"" + definition + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("status").asText()).isEqualTo("pending");
        return ended(answer.json().get("uri").asText());
    }

    String ended(String sync) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20))
                .until(() -> !List.of("pending", "active").contains(status(sync)));
        return sync;
    }

    String status(String sync) {
        return bulk(sync).json().get("status").asText();
    }

    List<JsonNode> items(String path) {
        return StreamSupport.stream(bulk(path).json().path("items").spliterator(), false).toList();
    }

    List<JsonNode> export(String kind, String json) {
        return items(sync(define(kind, json)) + "/data");
    }

    private Answer send(String method, String path, String contentType, BodyPublisher body) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20)).method(method, body)
                .header("Authorization", authorization);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
