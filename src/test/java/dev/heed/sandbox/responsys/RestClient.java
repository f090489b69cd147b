package dev.heed.sandbox.responsys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What an integrator would have: plain HTTP to the simulator. */
final class RestClient {

    static final String MEMBERS = "/rest/api/v1.3/lists/CONTACTS_LIST/members";

    record Answer(int status, JsonNode body) {

        String code() {
            return body.path("errorCode").asText();
        }

        String row(int number) {
            return body.path("recordData").path("records").path(number).path(0).asText();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    String token;

    RestClient(URI sandbox) {
        base = sandbox + "/responsys";
    }

    Answer login(String user, String password) throws Exception {
        Answer answer = form("user_name=" + encode(user) + "&password=" + encode(password) + "&auth_type=password", null);
        token = answer.body().path("authToken").asText(null);
        return answer;
    }

    Answer form(String form, String authorization) throws Exception {
        return send(request("/rest/api/v1.3/auth/token", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
    }

    Answer get(String path) throws Exception {
        return send(request(path, token));
    }

    Answer post(String path, String body) throws Exception {
        return send(request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Answer merge(String fields, String records, String rule) throws Exception {
        return post(MEMBERS, mergeBody(fields, records, rule));
    }

    static String mergeBody(String fields, String records, String rule) {
        return """
                {"recordData":{"fieldNames":%s,"records":%s,"mapTemplateName":null},
                 "mergeRule":{"htmlValue":"H","textValue":"T","optinValue":"I","optoutValue":"O","updateOnMatch":"REPLACE_ALL",%s}}
                """.formatted(fields, records, rule);
    }

    HttpRequest.Builder request(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return new Answer(response.statusCode(), isJson ? json.readTree(response.body()) : json.missingNode());
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
