package dev.heed.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The account's messages: the log, and sending. */
@RestController
class MessagesController {

    private static final String PATH = "/twilio/2010-04-01/Accounts/{account}/Messages.json";
    private static final int LONGEST_BODY = 1600;

    private final TwilioSimulator twilio;
    private final Clock clock;

    MessagesController(TwilioSimulator twilio, Clock clock) {
        this.twilio = twilio;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Map<String, Object> list(@PathVariable String account, HttpServletRequest request) {
        own(account, request);
        return MessageQuery.of(request).page(twilio.log().all());
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> send(@PathVariable String account, HttpServletRequest request) {
        own(account, request);
        Parameters form = Parameters.ofForm(request, Set.of("To", "From", "MessagingServiceSid", "Body", "StatusCallback"));
        String to = recipient(form.one("To"));
        String service = form.one("MessagingServiceSid");
        Sender sender = sender(form.one("From"), service);
        String body = body(form.one("Body"));
        if (twilio.list().blocks(sender, to)) {
            throw new TwilioProblem(400, 21610, "Attempt to send to unsubscribed recipient");
        }
        Message message = Message.queued(sender.number(), to, body, service, clock.instant());
        twilio.log().add(message.delivered());
        return message.json();
    }

    private static void own(String account, HttpServletRequest request) {
        if (!account.equals(TwilioSimulator.ACCOUNT_SID)) {
            throw TwilioProblem.notFound(request.getRequestURI().substring("/twilio".length()));
        }
    }

    private static String recipient(String to) {
        if (to == null) {
            throw new TwilioProblem(400, 21604, "A 'To' phone number is required.");
        }
        if (!Numbers.isE164(to)) {
            throw new TwilioProblem(400, 21211, "Invalid 'To' Phone Number");
        }
        return to;
    }

    private static Sender sender(String from, String service) {
        if (from == null && service == null) {
            throw new TwilioProblem(400, 21603, "A 'From' phone number is required.");
        }
        Sender sender = Sender.named(service == null ? from : service)
                .orElseThrow(() -> new TwilioProblem(400, 21606, "The sender does not belong to this account"));
        if (service != null && (!service.equals(sender.messagingService()) || from != null && !from.equals(sender.number()))) {
            throw new TwilioProblem(400, 21606, "The sender does not belong to this Messaging Service");
        }
        if (service == null && !from.equals(sender.number())) {
            throw new TwilioProblem(400, 21606, "'From' is no number of this account");
        }
        return sender;
    }

    private static String body(String body) {
        if (body == null) {
            throw new TwilioProblem(400, 21602, "Message body is required.");
        }
        if (body.length() > LONGEST_BODY) {
            throw new TwilioProblem(400, 21617, "The concatenated message body exceeds the 1600 character limit");
        }
        return body;
    }
}
