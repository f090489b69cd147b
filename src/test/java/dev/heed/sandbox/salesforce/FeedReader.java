package dev.heed.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** Speaks Bayeux by hand, message by message, so that tests see what is on the wire. */
final class FeedReader {

    private final SalesforceCaller caller;
    private final Deque<JsonNode> events = new ArrayDeque<>();
    private String clientId;

    FeedReader(SalesforceCaller caller) {
        this.caller = caller;
    }

    JsonNode handshake() {
        JsonNode reply = caller.bayeux("handshake", """
                [{"channel":"/meta/handshake","version":"1.0","minimumVersion":"1.0","id":"1",
                  "supportedConnectionTypes":["long-polling"],"ext":{"replay":true}}]""").body().path(0);
        clientId = reply.path("clientId").asText();
        return reply;
    }

    JsonNode subscribe(String channel, long replayId) {
        return keepEvents(caller.bayeux("", """
                [{"channel":"/meta/subscribe","clientId":"%s","id":"2","subscription":"%s","ext":{"replay":{"%s":%s}}}]"""
                .formatted(clientId, channel, channel, replayId)).body(), "/meta/subscribe");
    }

    /** The answer to a connect that is not held open. */
    JsonNode connect() {
        return keepEvents(caller.bayeux("connect", """
                [{"channel":"/meta/connect","clientId":"%s","id":"3","connectionType":"long-polling","advice":{"timeout":0}}]"""
                .formatted(clientId)).body(), "/meta/connect");
    }

    /** The next event that has come, null if there is none. */
    JsonNode next() {
        if (events.isEmpty()) {
            connect();
        }
        return events.poll();
    }

    private JsonNode keepEvents(JsonNode messages, String channel) {
        JsonNode reply = null;
        for (JsonNode message : messages) {
            if (message.path("channel").asText().equals(channel)) {
                reply = message;
            } else {
                events.add(message);
            }
        }
        return reply;
    }
}
