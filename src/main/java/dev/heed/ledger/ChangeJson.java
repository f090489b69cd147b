package dev.heed.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.PointOrigin;
import dev.heed.change.Provenance;
import java.io.IOException;
import java.util.function.Function;

/** Provenance as JSON: camelCase names, instants in ISO 8601, words in lower case. */
public final class ChangeJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Actor.class, words(Actor::text)).addDeserializer(Actor.class, word(Actor::of))
                    .addSerializer(Evidence.class, words(Evidence::text)).addDeserializer(Evidence.class, word(Evidence::of))
                    .addSerializer(PointOrigin.class, words(PointOrigin::text)).addDeserializer(PointOrigin.class, word(PointOrigin::of)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ChangeJson() {
    }

    public static JsonNode tree(Provenance provenance) {
        return JSON.valueToTree(provenance);
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("the ledger holds an entry that cannot be read", e);
        }
    }

    static Provenance provenance(JsonNode tree) {
        try {
            return JSON.treeToValue(tree, Provenance.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a provenance that cannot be read", e);
        }
    }

    private static <T> JsonSerializer<T> words(Function<T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                generator.writeString(text.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> word(Function<String, T> of) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return of.apply(parser.getText());
            }
        };
    }
}
