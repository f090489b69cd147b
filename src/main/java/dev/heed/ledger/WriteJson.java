package dev.heed.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.heed.deciding.Held;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** What was written into a field before, as the table of views keeps it. */
final class WriteJson {

    private static final JsonMapper JSON = new JsonMapper();

    private WriteJson() {
    }

    static String write(List<Held.Write> writes) {
        ArrayNode all = JSON.createArrayNode();
        writes.forEach(write -> all.addObject().put("token", write.token()).put("at", write.at().toString()).put("until", write.until().toString()));
        return all.toString();
    }

    static List<Held.Write> read(String json) {
        try {
            return StreamSupport.stream(JSON.readTree(json).spliterator(), false).map(write -> new Held.Write(write.path("token").asText(),
                    Instant.parse(write.path("at").asText()), Instant.parse(write.path("until").asText()))).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table of views holds no well-formed JSON", e);
        }
    }
}
