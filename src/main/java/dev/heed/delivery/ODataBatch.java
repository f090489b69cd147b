package dev.heed.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * Many OData requests in one call of {@code $batch}, and their answers. Used by the routes as {@code odataBatch}.
 *
 * <p>With a batch what is looked for stands in the body of a POST and in no address that servers on the way would log.
 */
@Component("odataBatch")
public class ODataBatch {

    /** JSON is written without line ends, so that no line of a body can look like this. */
    static final String BOUNDARY = "heed_batch";
    private static final String END = "\r\n";

    private final ObjectMapper json;

    ODataBatch(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Writes {@code [{"method": "GET", "path": "contacts", "query": {"$filter": …}, "headers": {…}, "body": {…}}]}; query, headers
     * and body may be missing. Property {@code heedRequests} counts them.
     */
    public byte[] write(@Body String requests, Exchange exchange) throws IOException {
        JsonNode all = json.readTree(requests);
        exchange.setProperty("heedRequests", all.size());
        StringBuilder batch = new StringBuilder();
        for (JsonNode request : all) {
            batch.append("--").append(BOUNDARY).append(END)
                    .append("Content-Type: application/http").append(END)
                    .append("Content-Transfer-Encoding: binary").append(END).append(END)
                    .append(line(request.path("method").asText() + " " + address(request) + " HTTP/1.1"));
            request.path("headers").properties().forEach(header -> batch.append(line(header.getKey() + ": " + header.getValue().asText())));
            if (request.has("body")) {
                batch.append("Content-Type: application/json; charset=utf-8").append(END).append(END).append(json.writeValueAsString(request.get("body")));
            } else {
                batch.append(END);
            }
            batch.append(END);
        }
        return batch.append("--").append(BOUNDARY).append("--").append(END).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the answers, in the order of the requests: {@code [{"status": 200, "headers": {"etag": …}, "body": {…}}]}. Names of
     * headers are in lower case; a body that is no JSON is left out.
     */
    public String read(@Body byte[] body, @Header(Exchange.CONTENT_TYPE) String type) throws IOException {
        ArrayNode answers = json.createArrayNode();
        for (MultipartMixed.Part answer : MultipartMixed.answers(body, type)) {
            String[] words = answer.line().split(" ", 3);
            if (words.length < 2 || !words[1].matches("\\d{3}")) {
                throw new IOException("a part of the batch's answer has no status");
            }
            var row = answers.addObject().put("status", Integer.parseInt(words[1]));
            answer.headers().forEach(row.putObject("headers")::put);
            if (answer.headers().getOrDefault("content-type", "").startsWith("application/json") && !answer.content().isBlank()) {
                row.set("body", json.readTree(answer.content()));
            }
        }
        return json.writeValueAsString(answers);
    }

    private static String address(JsonNode request) {
        String query = request.path("query").properties().stream().map(option -> option.getKey() + "=" + encoded(option))
                .collect(Collectors.joining("&"));
        return request.path("path").asText() + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(Map.Entry<String, JsonNode> option) {
        return URLEncoder.encode(option.getValue().asText(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String line(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a request of a batch holds a line end where none may be");
        }
        return text + END;
    }
}
