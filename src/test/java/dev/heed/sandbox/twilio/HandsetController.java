package dev.heed.sandbox.twilio;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A customer's telephone, for the sandbox page and for tests. It answers when the webhook has been answered. */
@RestController
@RequestMapping("/sandbox/handset")
class HandsetController {

    /**
     * @param from E.164
     * @param body the text; it may be empty
     * @param to   one of the account's numbers; missing: the number of the Messaging Service
     */
    record Sms(String from, String body, String to) {
    }

    /** @param webhookStatus HTTP status of the webhook's answer, null where it was not posted or not answered */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Sent(String messageSid, Integer webhookStatus) {
    }

    private final TwilioSimulator twilio;

    HandsetController(TwilioSimulator twilio) {
        this.twilio = twilio;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Sent sendJson(@RequestBody Sms sms) {
        return send(sms);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Sent sendForm(@ModelAttribute Sms sms) {
        return send(sms);
    }

    private Sent send(Sms sms) {
        if (!Numbers.isE164(sms.from()) || sms.body() == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "from (E.164) and body are needed");
        }
        Sender to = Sender.named(sms.to() == null ? TwilioSimulator.SERVICE_NUMBER : sms.to())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "to is no number of the account"));
        Carrier.Arrival arrival = twilio.carrier().receive(sms.from(), to, sms.body());
        var status = arrival.webhook().join();
        return new Sent(arrival.message().sid(), status.isPresent() ? status.getAsInt() : null);
    }
}
