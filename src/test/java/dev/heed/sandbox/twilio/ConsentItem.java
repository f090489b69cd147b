package dev.heed.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One item of a bulk request and what is wrong with it. */
record ConsentItem(JsonNode json) {

    private static final Set<String> MEMBERS =
            Set.of("contact_id", "correlation_id", "sender_id", "status", "source", "date_of_consent");
    private static final Set<String> STATUS = Set.of(Consent.OPT_IN, Consent.OPT_OUT);
    private static final Set<String> SOURCE = Set.of("website", "offline", "opt-in-message", "opt-out-message", "others");
    private static final Pattern CORRELATION = Pattern.compile("[0-9a-fA-F]{32}");

    /** @param seen the correlation ids of the items before this one, to which this one's is added */
    List<String> errors(Set<String> seen, Instant now) {
        List<String> errors = new ArrayList<>();
        String correlation = text("correlation_id");
        check(errors, "INVALID_CORRELATION_ID",
                correlation != null && CORRELATION.matcher(correlation).matches() && seen.add(correlation));
        check(errors, "INVALID_SENDER_ID", Sender.named(text("sender_id")).isPresent());
        check(errors, "INVALID_CONTACT_ID", Numbers.isE164(text("contact_id")));
        check(errors, "INVALID_STATUS", text("status") != null && STATUS.contains(text("status")));
        check(errors, "INVALID_SOURCE", text("source") != null && SOURCE.contains(text("source")));
        check(errors, "INVALID_DATE_OF_CONSENT", !json.has("date_of_consent") || isPast(text("date_of_consent"), now));
        check(errors, "UNKNOWN_FIELD", unknown().isEmpty());
        return errors;
    }

    Consent consent() {
        String date = text("date_of_consent");
        return new Consent(text("contact_id"), Sender.named(text("sender_id")).orElseThrow().id(), text("status"),
                text("source"), date == null ? "" : date);
    }

    Map<String, Object> answer(List<String> errors) {
        JsonNode correlation = json.path("correlation_id");
        return Map.of("correlation_id", correlation.isMissingNode() ? "" : correlation,
                "error_code", errors.isEmpty() ? 0 : 30646,
                "error_messages", errors);
    }

    private static void check(List<String> errors, String error, boolean right) {
        if (!right) {
            errors.add(error);
        }
    }

    private static boolean isPast(String date, Instant now) {
        try {
            return date != null && !OffsetDateTime.parse(date).toInstant().isAfter(now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private String text(String member) {
        return json.path(member).textValue();
    }
}
