package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain HTTP caller of the simulated org, for tests. */
final class SalesforceCaller {

    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer: JSON null where there is no body. */
    record Answer(int status, JsonNode body, Map<String, String> headers) {

        String errorCode() {
            return body.path(0).path("errorCode").asText();
        }
    }

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI base;
    private String token = "";

    SalesforceCaller(URI sandbox) {
        this.base = URI.create(sandbox + "/salesforce");
    }

    SalesforceCaller loggedIn() {
        token = token(Map.of("grant_type", "client_credentials", "client_id", SalesforceSimulator.CLIENT_ID,
                "client_secret", SalesforceSimulator.CLIENT_SECRET)).body().path("access_token").asText();
        return this;
    }

    String token() {
        return token;
    }

    Answer token(Map<String, String> form) {
        String body = form.entrySet().stream().map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request("/services/oauth2/token").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    Answer data(String path) {
        return get("/services/data/v56.0" + path);
    }

    Answer query(String soql) {
        return data("/query?q=" + encode(soql));
    }

    Answer patch(String path, String json) {
        return patch(path, json, "application/json;charset=utf-8");
    }

    Answer patch(String path, String json, String contentType) {
        return send(request("/services/data/v56.0" + path).header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .header("Sforce-Call-Options", "client=TestCaller")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer delete(String path) {
        return send(request("/services/data/v56.0" + path).header("Authorization", "Bearer " + token).DELETE());
    }

    Answer bayeux(String operation, String json) {
        return send(request("/cometd/56.0/" + operation).header("Authorization", "OAuth " + token)
                .header("Content-Type", "application/json;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = JSON.readTree(response.body());
            Map<String, String> headers = response.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
            return new Answer(response.statusCode(), body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
