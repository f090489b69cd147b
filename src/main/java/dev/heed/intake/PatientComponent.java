package dev.heed.intake;

import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.internal.streaming.SubscriptionHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.springframework.stereotype.Component;

/**
 * Camel's component, but for one thing: that one connects to the stream when Camel starts, and Camel does not start if it
 * cannot. This one connects when a route that listens to the stream is started.
 */
@Component("salesforce")
class PatientComponent extends SalesforceComponent {

    private SubscriptionHelper connection;

    @Override
    public SubscriptionHelper getSubscriptionHelper() {
        if (connection == null) {
            connection = new SubscriptionHelper(this);
        }
        return connection;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(connection);
        connection = null;
        super.doStop();
    }
}
