package dev.heed.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Writes {@code [{"name": …, "value": …}]} as {@code application/x-www-form-urlencoded}. Used by the routes as {@code forms}. */
@Component
public class Forms {

    private final ObjectMapper json;

    Forms(ObjectMapper json) {
        this.json = json;
    }

    public String encode(@Body String fields) throws IOException {
        List<String> pairs = new ArrayList<>();
        for (JsonNode field : json.readTree(fields)) {
            pairs.add(encoded(field.path("name").asText()) + "=" + encoded(field.path("value").asText()));
        }
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
