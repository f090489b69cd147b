package dev.heed.embedded;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/** Messages are text. A serialised object is never opened, whoever sent it: opening one runs the sender's code. */
final class TextOnly implements MessageConverter {

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        return session.createTextMessage(text(body));
    }

    private static String text(Object body) {
        if (body instanceof CharSequence text) {
            return text.toString();
        }
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (body instanceof InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new MessageConversionException("The body could not be read", e);
            }
        }
        throw new MessageConversionException("A message must be text, not " + (body == null ? "empty" : body.getClass().getName()));
    }

    @Override
    public Object fromMessage(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        throw new MessageConversionException("A message must be text, not " + message.getClass().getSimpleName());
    }
}
