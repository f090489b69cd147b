package dev.heed.intake;

import dev.heed.intake.Taken.Wake;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.springframework.stereotype.Component;

/** What is to be told, message by message. Used by the routes as {@code telling}. */
@Component
public class Telling {

    private final CamelContext camel;

    Telling(CamelContext camel) {
        this.camel = camel;
    }

    /** A message for each change: the CloudEvent, its subject as the group that one consumer at a time hears, and the systems whose queues take it. */
    public List<Message> changes(@Body Taken taken) {
        return taken.wakes().stream().map(this::change).toList();
    }

    private Message change(Wake wake) {
        Message message = new DefaultMessage(camel);
        message.setHeader("heedSubject", wake.subject().toString());
        message.setHeader("JMSXGroupID", wake.subject().toString());
        message.setHeader("heedSystems", wake.selector());
        message.setBody(wake.event());
        return message;
    }
}
