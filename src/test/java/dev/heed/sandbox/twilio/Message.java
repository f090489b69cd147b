package dev.heed.sandbox.twilio;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A message as the account's log keeps it.
 *
 * @param direction        {@code inbound} or {@code outbound-api}
 * @param messagingService SID of the Messaging Service, or null
 * @param sent             to the second, null while it is queued
 */
record Message(String sid, String direction, String from, String to, String body, String messagingService, String status,
               Instant created, Instant sent) implements Serializable {

    static final String INBOUND = "inbound";

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static Message inbound(String from, Sender to, String body, Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return new Message(newSid(), INBOUND, from, to.number(), body, to.messagingService(), "received", second, second);
    }

    static Message queued(String from, String to, String body, String messagingService, Instant at) {
        return new Message(newSid(), "outbound-api", from, to, body, messagingService, "queued",
                at.truncatedTo(ChronoUnit.SECONDS), null);
    }

    Message delivered() {
        return new Message(sid, direction, from, to, body, messagingService, "delivered", created, created);
    }

    boolean isInbound() {
        return direction.equals(INBOUND);
    }

    static String date(Instant at) {
        return at == null ? null : RFC_2822.format(at);
    }

    Map<String, Object> json() {
        String uri = "/2010-04-01/Accounts/" + TwilioSimulator.ACCOUNT_SID + "/Messages/" + sid;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sid", sid);
        json.put("account_sid", TwilioSimulator.ACCOUNT_SID);
        json.put("messaging_service_sid", messagingService);
        json.put("from", from);
        json.put("to", to);
        json.put("body", body);
        json.put("direction", direction);
        json.put("status", status);
        json.put("num_segments", String.valueOf(Segments.of(body)));
        json.put("num_media", "0");
        json.put("date_created", date(created));
        json.put("date_sent", date(sent));
        json.put("date_updated", date(created));
        json.put("error_code", null);
        json.put("error_message", null);
        json.put("price", null);
        json.put("price_unit", "USD");
        json.put("api_version", "2010-04-01");
        json.put("uri", uri + ".json");
        json.put("subresource_uris", Map.of("media", uri + "/Media.json"));
        return json;
    }

    private static String newSid() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }
}
