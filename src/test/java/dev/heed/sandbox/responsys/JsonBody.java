package dev.heed.sandbox.responsys;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads a request body as strictly as the gateway and the API do: a number is no string, an unknown property no property. */
final class JsonBody {

    static final int LIMIT = 10 * 1024 * 1024;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** The body is longer than the gateway takes. */
    static final class TooLong extends RuntimeException {
    }

    private JsonBody() {
    }

    static <T> T read(HttpServletRequest request, Class<T> type) {
        if (!isJson(request.getContentType())) {
            throw ApiError.mediaType();
        }
        T body;
        try {
            body = STRICT.readValue(bytes(request), type);
        } catch (IOException e) {
            throw ApiError.invalid("Invalid Request JSON Body");
        }
        if (body == null) {
            throw ApiError.invalid("Invalid Request JSON Body");
        }
        return body;
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= LIMIT) {
            byte[] bytes = request.getInputStream().readNBytes(LIMIT + 1);
            if (bytes.length <= LIMIT) {
                return bytes;
            }
        }
        ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection().getEndPoint().close();
        throw new TooLong();
    }

    private static boolean isJson(String contentType) {
        try {
            return contentType != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
