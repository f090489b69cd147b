package dev.heed.intake;

import dev.heed.ledger.InboundMessages;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceEndpoint;
import org.springframework.stereotype.Component;

/**
 * Starts a route that subscribes to a stream, from where its feed had got to. Such a route does not start with Heed, which
 * waits for no other system; whoever asks is to ask again until it runs. Used by the routes as {@code streams}.
 */
@Component
public class Streams {

    /** Begin with the oldest event that is still kept. */
    private static final long ALL_KEPT = -2;

    private final CamelContext camel;
    private final InboundMessages messages;
    private final Set<String> listening = ConcurrentHashMap.newKeySet();

    Streams(CamelContext camel, InboundMessages messages) {
        this.camel = camel;
        this.messages = messages;
    }

    /**
     * Nothing is done once the route has started: then its component keeps the connection, and stopping it is the operator's.
     *
     * @throws Exception if it cannot be started now
     */
    public void listen(String route, String system, String feed) throws Exception {
        // a route that is started while its context still starts is not, and nobody is told
        if (listening.contains(route) || !camel.isStarted()) {
            return;
        }
        SalesforceEndpoint stream = (SalesforceEndpoint) camel.getRoute(route).getEndpoint();
        stream.setReplayId(messages.position(system, feed).map(Long::valueOf).orElse(ALL_KEPT));
        // the component starts without signing in, so that Heed starts without the system; who subscribes must have signed in
        stream.getComponent().getLoginConfig().setLazyLogin(false);
        camel.getRouteController().startRoute(route);
        if (camel.getRouteController().getRouteStatus(route).isStarted()) {
            listening.add(route);
        }
    }
}
