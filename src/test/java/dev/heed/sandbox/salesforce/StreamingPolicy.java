package dev.heed.sandbox.salesforce;

import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.DefaultSecurityPolicy;

/** Nobody comes in without a token, opens a channel of their own, or publishes. */
final class StreamingPolicy extends DefaultSecurityPolicy {

    private final Tokens tokens;

    StreamingPolicy(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean canHandshake(BayeuxServer server, ServerSession session, ServerMessage message) {
        return tokens.accepts(message.getBayeuxContext().getHeader("Authorization"));
    }

    @Override
    public boolean canCreate(BayeuxServer server, ServerSession session, String channelId, ServerMessage message) {
        return false;
    }

    @Override
    public boolean canPublish(BayeuxServer server, ServerSession session, ServerChannel channel, ServerMessage message) {
        return false;
    }
}
