package dev.heed.sandbox.salesforce;

import java.util.List;
import java.util.Map;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.AbstractServerTransport;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.ServerSessionImpl;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The CometD server behind the servlet: the two channels, who may use them, and each subscriber's place in the event log. */
@Component("salesforceStreaming")
final class Streaming implements BayeuxServer.SubscriptionListener, BayeuxServer.SessionListener {

    static final List<String> CHANNELS = List.of("/data/ContactChangeEvent", "/data/ChangeEvents");

    /**
     * How long a connect is held open, and how long a silent client is remembered, in milliseconds: the published values.
     * A session is known by its id without the cookie as well, because Camel's cookie store loses cookies of a host
     * without a dot, such as localhost; every message carries a token anyway.
     */
    private static final Map<String, Object> OPTIONS = Map.of("timeout", 110_000, "maxInterval", 40_000,
            "allowedTransports", "long-polling", "trustClientSession", true, "maxSessionsPerBrowser", -1);

    private record Place(String sessionId, String channel) {
    }

    private final BayeuxServerImpl server = new BayeuxServerImpl();
    private final EventLog events;

    Streaming(EventLog events, Tokens tokens) {
        this.events = events;
        OPTIONS.forEach(server::setOption);
        server.setSecurityPolicy(new StreamingPolicy(tokens));
        server.addExtension(new StreamingExtension(events, tokens));
        server.addListener(this);
        CHANNELS.forEach(name -> server.createChannelIfAbsent(name, channel -> channel.setPersistent(true)));
    }

    BayeuxServerImpl server() {
        return server;
    }

    /** Answers every held connect now. */
    void wake() {
        server.getSessions().forEach(session -> ((ServerSessionImpl) session).flush());
    }

    /** Holds no connect any more, because the web server waits for open requests before it stops. */
    @EventListener(ContextClosedEvent.class)
    void holdNoMore() {
        server.getTransports().forEach(transport -> ((AbstractServerTransport) transport).setTimeout(0));
        wake();
    }

    @Override
    public void subscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        events.subscribe(new Place(session.getId(), channel.getId()), StreamingExtension.replayId(message, channel.getId()),
                event -> deliver(session, channel.getId(), event));
    }

    @Override
    public void unsubscribed(ServerSession session, ServerChannel channel, ServerMessage message) {
        events.unsubscribe(new Place(session.getId(), channel.getId()));
    }

    @Override
    public void sessionRemoved(ServerSession session, ServerMessage message, boolean timeout) {
        CHANNELS.forEach(channel -> events.unsubscribe(new Place(session.getId(), channel)));
    }

    private void deliver(ServerSession session, String channel, EventLog.Event event) {
        ServerMessage.Mutable message = server.newMessage();
        message.setChannel(channel);
        message.setData(event.data());
        session.deliver(null, message, Promise.noop());
    }
}
