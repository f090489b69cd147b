package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a feed says of all its messages alike, or message by message.
 *
 * @param usual  where the message does not say, or says something the table does not know; null if nothing is to be taken from that
 * @param path   where the message says it, null if it never does
 * @param values native value -> what it stands for
 */
record Stated<T>(T usual, Path path, Map<String, T> values) {

    T read(JsonNode message) {
        return path == null ? usual : values.getOrDefault(path.read(message).asText(""), usual);
    }
}
