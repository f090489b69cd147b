package dev.heed.intake;

import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.StreamingApiConsumer;
import org.apache.camel.component.salesforce.internal.client.SalesforceSecurityHandler;
import org.apache.camel.component.salesforce.internal.streaming.SubscriptionHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSessionChannel.MessageListener;
import org.cometd.client.BayeuxClient;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.stereotype.Component;

/**
 * Camel's component, but patient. That one signs in and connects to the stream when Camel starts, and Camel does not start if
 * it cannot; this one does so when a route that listens to the stream is started. That one may fall silent for good where
 * its connection was refused; this one tells, and can begin anew. And where the last event it heard is forgotten by now, that
 * one may ask for the oldest that is kept without being heard.
 */
@Component("salesforce")
class PatientComponent extends SalesforceComponent {

    private static final long LONGEST_END_MILLIS = 2000;

    private final LongPolls polls = new LongPolls("/cometd/");
    private PatientSession patientSession;
    private Connection connection;

    @Override
    protected void doStart() throws Exception {
        setLazyLogin(true);
        super.doStart();
        SalesforceHttpClient http = getHttpClient();
        patientSession = new PatientSession(getCamelContext(), http, getLoginConfig(), () -> connection.awaitEnd());
        // Camel makes a session of its own and asks nobody
        new DirectFieldAccessor(this).setPropertyValue("session", patientSession);
        http.setSession(patientSession);
        // takes the place of the one that signs in by the session Camel made
        http.getProtocolHandlers().put(new SalesforceSecurityHandler(http));
        http.getRequestListeners().addQueuedListener(polls);
    }

    @Override
    public SubscriptionHelper getSubscriptionHelper() {
        if (connection == null) {
            connection = new Connection();
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
        if (patientSession != null) {
            patientSession.end();
        }
        super.doStop();
    }

    private final class Connection extends SubscriptionHelper {

        Connection() {
            super(PatientComponent.this);
        }

        @Override
        protected void doStart() throws Exception {
            // who subscribes must have signed in
            getLoginConfig().setLazyLogin(false);
            super.doStart();
            client().getChannel(Channel.META_HANDSHAKE).addListener((MessageListener) (channel, answer) -> letInAgain(answer));
        }

        /**
         * What is to be subscribed to is noted before anything else is heard. Camel notes it too, but in a task of its own, and where the task that
         * subscribes is faster it finds nothing to do, and nothing is heard until the server ends its first poll.
         */
        @SuppressWarnings("unchecked")
        private void letInAgain(Message answer) {
            if (answer.isSuccessful()) {
                DirectFieldAccessor fields = new DirectFieldAccessor(this);
                ((Set<String>) fields.getPropertyValue("channelsToSubscribe")).addAll(((Map<String, ?>) fields.getPropertyValue("channelToConsumers")).keySet());
            }
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            getLoginConfig().setLazyLogin(true);
        }

        @Override
        public void subscribe(StreamingApiConsumer consumer) {
            // Who subscribes again was refused, and its client may not have heard of it yet: without the end of the first
            // it would say nothing. Both go as one request, for of two the second may arrive first.
            client().batch(() -> {
                unsubscribe(consumer);
                super.subscribe(consumer);
            });
        }

        void awaitEnd() {
            client().waitFor(LONGEST_END_MILLIS, BayeuxClient.State.DISCONNECTED);
        }

        private BayeuxClient client() {
            return (BayeuxClient) new DirectFieldAccessor(this).getPropertyValue("client");
        }
    }
}
