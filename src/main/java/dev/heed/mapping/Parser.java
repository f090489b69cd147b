package dev.heed.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Turns the bytes of a message into a document, or says in a sentence why not. Nothing is repaired or replaced on the way. */
final class Parser {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Parser() {
    }

    static JsonNode parse(Message message) {
        String text = decode(message);
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable(message.feed() + ": holds a null character");
        }
        JsonNode document = message.form() ? form(text, message.feed()) : json(text, message.feed());
        if (!document.isObject()) {
            throw new Unreadable(message.feed() + ": expected an object");
        }
        return document;
    }

    private static String decode(Message message) {
        try {
            Charset charset = message.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(message.charset());
            return charset.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Unreadable(message.feed() + ": unknown character encoding");
        } catch (CharacterCodingException e) {
            throw new Unreadable(message.feed() + ": not in the encoding it claims");
        }
    }

    private static JsonNode json(String text, String feed) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // a document nested too deeply has no place that is wrong
            throw new Unreadable(feed + ": no well-formed JSON" + (e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr()));
        }
    }

    private static JsonNode form(String text, String feed) {
        ObjectNode document = JSON.createObjectNode();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            try {
                String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                document.put(name, equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new Unreadable(feed + ": no well-formed form");
            }
        }
        return document;
    }
}
