package dev.heed.intake;

import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.StreamingApiConsumer;
import org.apache.camel.component.salesforce.internal.streaming.SubscriptionHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.springframework.stereotype.Component;

/**
 * Camel's component, but for three things: that one connects to the stream when Camel starts, and Camel does not start if it
 * cannot; this one connects when a route that listens to the stream is started. And that one may fall silent for good when
 * its session expires, for it asks to be let in again while the connection that was refused is still being ended, and such
 * a request is passed over; this one tells, and can begin anew. And where the last event it heard is forgotten by now, that one
 * may ask for the oldest that is kept without being heard.
 */
@Component("salesforce")
class PatientComponent extends SalesforceComponent {

    private final LongPolls polls = new LongPolls("/cometd/");
    private SubscriptionHelper connection;

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getHttpClient().getRequestListeners().addQueuedListener(polls);
    }

    @Override
    public SubscriptionHelper getSubscriptionHelper() {
        if (connection == null) {
            connection = new SubscriptionHelper(this) {
                @Override
                public void subscribe(StreamingApiConsumer consumer) {
                    // who subscribes again was refused, and its client may not have heard of it yet: without this it would say nothing
                    unsubscribe(consumer);
                    super.subscribe(consumer);
                }
            };
        }
        return connection;
    }

    /** Whether the connection to the stream has ended without anybody having been told. */
    boolean isSilent() {
        return polls.haveCeased();
    }

    /** Ends the connection; the next route that starts to listen makes a new one. */
    void disconnect() {
        ServiceHelper.stopService(connection);
    }

    @Override
    protected void doStop() throws Exception {
        disconnect();
        connection = null;
        super.doStop();
    }
}
