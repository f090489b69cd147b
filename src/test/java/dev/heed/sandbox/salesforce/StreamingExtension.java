package dev.heed.sandbox.salesforce;

import java.util.Map;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.ServerMessageImpl;

/** What the platform adds to Bayeux: replay, a check of the session with every message, and its own words for refusals. */
final class StreamingExtension implements BayeuxServer.Extension {

    private static final String UNAUTHENTICATED = "401::Authentication invalid";

    private final EventLog events;
    private final Tokens tokens;

    StreamingExtension(EventLog events, Tokens tokens) {
        this.events = events;
        this.tokens = tokens;
    }

    /** Where the subscription is to start: the number asked for, else with what is new. */
    static long replayId(ServerMessage message, String channel) {
        Map<String, Object> ext = message.getExt();
        return ext != null && ext.get("replay") instanceof Map<?, ?> replay && replay.get(channel) instanceof Number number
                ? number.longValue() : EventLog.ONLY_NEW;
    }

    @Override
    public boolean rcvMeta(ServerSession from, ServerMessage.Mutable message) {
        String channel = message.getChannel();
        if (Channel.META_HANDSHAKE.equals(channel) || Channel.META_DISCONNECT.equals(channel)) {
            return true;
        }
        if (!tokens.accepts(message.getBayeuxContext().getHeader("Authorization"))) {
            return refuse(message, UNAUTHENTICATED);
        }
        if (Channel.META_SUBSCRIBE.equals(channel)) {
            long replayId = replayId(message, String.valueOf(message.get(Message.SUBSCRIPTION_FIELD)));
            return events.canReplayFrom(replayId) || refuse(message, "400::The replayId {" + replayId + "} you provided was"
                    + " invalid.  Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.");
        }
        return true;
    }

    @Override
    public boolean sendMeta(ServerSession to, ServerMessage.Mutable message) {
        if (Channel.META_HANDSHAKE.equals(message.getChannel())) {
            Map<String, Object> ext = message.getExt(true);
            ext.put("replay", true);
            if (!message.isSuccessful()) {
                ext.put("sfdc", Map.of("failureReason", UNAUTHENTICATED));
                message.put(Message.ERROR_FIELD, "403::Handshake denied");
            }
        }
        return true;
    }

    private static boolean refuse(ServerMessage.Mutable message, String error) {
        ServerMessage.Mutable reply = message.getAssociated();
        reply.setSuccessful(false);
        reply.put(Message.ERROR_FIELD, error);
        if (message.get(Message.SUBSCRIPTION_FIELD) instanceof String subscription) {
            reply.put(Message.SUBSCRIPTION_FIELD, subscription);
        }
        if (error.equals(UNAUTHENTICATED)) {
            reply.getAdvice(true).put(Message.RECONNECT_FIELD, Message.RECONNECT_NONE_VALUE);
        }
        ((ServerMessageImpl) reply).setHandled(true);
        return false;
    }
}
