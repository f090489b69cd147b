package dev.heed.intake;

import dev.heed.ledger.InboundMessages;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts a route that subscribes to a stream, from where its feed had got to. Such a route does not start with Heed, which
 * waits for no other system; whoever asks is to ask again and again, for the stream may fall silent later too. Used by the
 * routes as {@code streams}.
 */
@Component
public class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
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
     * Nothing is done while the route listens, or once an operator has stopped it.
     *
     * @throws Exception if it cannot be started now
     */
    public void listen(String route, String system, String feed) throws Exception {
        // a route that is started while its context still starts is not, and nobody is told
        if (!camel.isStarted()) {
            return;
        }
        SalesforceEndpoint stream = (SalesforceEndpoint) camel.getRoute(route).getEndpoint();
        if (listening.contains(route)) {
            if (!isStarted(route) || !(stream.getComponent() instanceof PatientComponent component) || !component.isSilent()) {
                return;
            }
            LOG.warn("{} fell silent and listens anew", route);
            camel.getRouteController().stopRoute(route);
            listening.remove(route);
            component.disconnect();
        }
        stream.setReplayId(messages.position(system, feed).map(Long::valueOf).orElse(ALL_KEPT));
        camel.getRouteController().startRoute(route);
        if (isStarted(route)) {
            listening.add(route);
        }
    }

    private boolean isStarted(String route) {
        return camel.getRouteController().getRouteStatus(route).isStarted();
    }
}
