package dev.heed.sandbox.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The Consent Management API: up to 25 items a request, each judged for itself. */
@RestController
class ConsentsController {

    private static final int MOST_ITEMS = 25;

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final TwilioSimulator twilio;
    private final Clock clock;

    ConsentsController(TwilioSimulator twilio, Clock clock) {
        this.twilio = twilio;
        this.clock = clock;
    }

    @PostMapping("/twilio/v1/Consents/Bulk")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> upsert(HttpServletRequest request) {
        if (!twilio.consentRate().admits()) {
            throw new TwilioProblem(429, 20429, "Too Many Requests");
        }
        String[] items = Parameters.ofForm(request, Set.of("Items")).all("Items");
        if (items.length < 1 || items.length > MOST_ITEMS) {
            throw TwilioProblem.invalid("Items must have 1 to " + MOST_ITEMS + " elements");
        }
        List<ConsentItem> parsed = new ArrayList<>();
        for (String item : items) {
            parsed.add(new ConsentItem(parse(item)));
        }
        Set<String> seen = new HashSet<>();
        return Map.of("items", parsed.stream().map(item -> upsert(item, seen)).toList());
    }

    private Map<String, Object> upsert(ConsentItem item, Set<String> seen) {
        List<String> errors = item.errors(seen, clock.instant());
        if (errors.isEmpty()) {
            Consent consent = item.consent();
            twilio.list().store(consent);
            twilio.writes().add(consent.contactId(), json.convertValue(item.json(), new TypeReference<>() { }));
            if (twilio.faults().echoes()) {
                twilio.carrier().echo(consent);
            }
        }
        return item.answer(errors);
    }

    private JsonNode parse(String item) {
        try {
            JsonNode node = json.readTree(item);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw TwilioProblem.invalid("Items must be JSON objects");
        }
        throw TwilioProblem.invalid("Items must be JSON objects");
    }
}
