package dev.heed.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the bytes of a message into a document, or says in a sentence why not. Nothing is repaired or replaced on the way. */
final class Parser {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final String feed;
    private final Charset charset;

    private Parser(Message message) {
        this.feed = message.feed();
        try {
            this.charset = message.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(message.charset());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Unreadable(feed + ": unknown character encoding");
        }
    }

    static JsonNode parse(Message message) {
        return new Parser(message).document(message.body(), message.form());
    }

    private JsonNode document(byte[] body, boolean isForm) {
        String text = decode(body);
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable(feed + ": holds a null character");
        }
        JsonNode document = isForm ? form(text) : json(text);
        if (!document.isObject()) {
            throw new Unreadable(feed + ": expected an object");
        }
        return document;
    }

    private String decode(byte[] bytes) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable(feed + ": is not in " + charset.name() + ", the character encoding that it is said to be in");
        }
    }

    private JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // a document nested too deeply has no place that is wrong
            throw new Unreadable(feed + ": no well-formed JSON" + (e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr()));
        }
    }

    private JsonNode form(String text) {
        if (NO_ESCAPE.matcher(text).find()) {
            throw new Unreadable(feed + ": no well-formed form");
        }
        ObjectNode document = JSON.createObjectNode();
        for (String pair : text.replace('+', ' ').split("&")) {
            String[] sides = pair.split("=", 2);
            document.put(unescaped(sides[0]), sides.length < 2 ? "" : unescaped(sides[1]));
        }
        return document;
    }

    /** The platform's own decoder would put a replacement in the place of what is no text. */
    private String unescaped(String text) {
        return ESCAPES.matcher(text).replaceAll(escapes -> Matcher.quoteReplacement(decode(HexFormat.of().parseHex(escapes.group().replace("%", "")))));
    }
}
