package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the simulator over HTTP as an integration would. */
final class Caller {

    record Reply(int status, HttpResponse<String> response) {

        JsonNode json() {
            return Json.object(response.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String error() {
            return json().at("/error/code").textValue();
        }

        String body() {
            return response.body();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private String token = "none";

    Caller(int port) {
        root = "http://localhost:" + port + "/dynamics365/";
    }

    String base() {
        return root + "api/data/v9.2/";
    }

    static Map<String, String> credentials() {
        return Map.of("grant_type", "client_credentials", "client_id", Dynamics365Simulator.CLIENT_ID,
                "client_secret", Dynamics365Simulator.CLIENT_SECRET, "scope", Dynamics365Simulator.SCOPE);
    }

    Reply token(String tenant, Map<String, String> form) {
        String body = form.entrySet().stream().map(field -> field.getKey() + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(root + tenant + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build());
    }

    Caller signIn() {
        token = token(Dynamics365Simulator.TENANT, credentials()).json().get("access_token").textValue();
        return this;
    }

    Reply get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Reply patch(String path, String body, String... headers) {
        return call("PATCH", path, body, headers);
    }

    /** A path below the Web API, or a whole address as a link in an answer has it. */
    Reply call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path))
                .header("Authorization", "Bearer " + token).header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && !String.join(",", headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        return send(request.build());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
