package dev.heed.api;

import dev.heed.mapping.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The body of a raw message as text, where it is text in the encoding it says it has. */
final class RawText {

    private RawText() {
    }

    /** Null if it is not: what was parked may have been parked for that. */
    static String of(Message message) {
        try {
            Charset charset = message.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(message.charset());
            return charset.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
