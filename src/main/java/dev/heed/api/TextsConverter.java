package dev.heed.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.io.CharConversionException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;

/** Reads records of {@link Texts}. Says of anything unexpected what it is and where, and never what it contains. */
@Component
final class TextsConverter extends AbstractHttpMessageConverter<Record> {

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    TextsConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type.isRecord() && type.isAnnotationPresent(Texts.class);
    }

    @Override
    protected boolean canWrite(MediaType type) {
        return false;
    }

    @Override
    protected void writeInternal(Record body, HttpOutputMessage message) {
        throw new UnsupportedOperationException("it only reads");
    }

    @Override
    protected Record readInternal(Class<? extends Record> type, HttpInputMessage message) throws IOException {
        Map<String, RecordComponent> known = new LinkedHashMap<>();
        Stream.of(type.getRecordComponents()).forEach(component -> known.put(component.getName(), component));
        Map<String, String> members = members(message, known);
        List<String> lines = List.of(type.getAnnotation(Texts.class).lines());
        Object[] texts = known.values().stream()
                .map(component -> checked(component, members.get(component.getName()), lines.contains(component.getName()))).toArray();
        Class<?>[] types = known.values().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        return BeanUtils.instantiateClass(BeanUtils.getResolvableConstructor(type), texts);
    }

    private static Map<String, String> members(HttpInputMessage message, Map<String, RecordComponent> known) throws IOException {
        try (JsonParser parser = JSON.createParser(message.getBody().readAllBytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Wrong.of(HttpStatus.BAD_REQUEST, "The body is to be a JSON object.");
            }
            Map<String, String> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!known.containsKey(name)) {
                    throw Wrong.of(HttpStatus.BAD_REQUEST, "The body has a member that is not known here"
                            + (name.matches("[A-Za-z]{1,30}") ? ", " + name : "") + ". Known are " + String.join(", ", known.keySet()) + ".");
                }
                JsonToken value = parser.nextToken();
                if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
                    throw Wrong.member(name, "is to be a text in quotation marks");
                }
                members.put(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
            }
            if (parser.nextToken() != null) {
                throw Wrong.of(HttpStatus.BAD_REQUEST, "The body goes on after the JSON object.");
            }
            return members;
        } catch (JsonProcessingException e) {
            throw Wrong.of(HttpStatus.BAD_REQUEST, "The body is no JSON that can be read" + (e.getLocation() == null ? "."
                    : ": line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + "."));
        } catch (CharConversionException e) {
            throw Wrong.of(HttpStatus.BAD_REQUEST, "The body is not in UTF-8.");
        }
    }

    private static String checked(RecordComponent component, String text, boolean lines) {
        String name = component.getName();
        Schema schema = component.getAccessor().getAnnotation(Schema.class);
        if (text == null) {
            if (schema.requiredMode() == RequiredMode.REQUIRED) {
                throw Wrong.member(name, "is needed");
            }
            return null;
        }
        if (text.codePointCount(0, text.length()) > schema.maxLength()) {
            throw Wrong.member(name, "is longer than " + schema.maxLength() + " characters");
        }
        Characters.check(name, text, lines);
        if (schema.allowableValues().length > 0 && !Arrays.asList(schema.allowableValues()).contains(text)) {
            throw Wrong.member(name, "is to be one of " + Stream.of(schema.allowableValues()).collect(Collectors.joining(", ")));
        }
        if (!schema.pattern().isEmpty() && !text.matches(schema.pattern())) {
            throw Wrong.member(name, "is to look like " + schema.example());
        }
        return text;
    }
}
