package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a JSON object strictly: one value, no field twice, and said to be JSON. */
final class JsonBody {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {
    }

    static ObjectNode read(String contentType, byte[] body) {
        if (contentType == null || !contentType.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw new ApiException(415, ApiError.of("UNSUPPORTED_MEDIA_TYPE",
                    "Content type '" + contentType + "' is not supported for this resource"));
        }
        try {
            JsonNode json = MAPPER.readTree(body == null ? new byte[0] : body);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw ApiException.jsonParser("The HTTP entity body is required, but this request has no entity body.");
        } catch (JsonProcessingException e) {
            throw ApiException.jsonParser(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
