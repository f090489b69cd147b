package dev.heed.operations;

import org.apache.camel.CamelContext;
import org.apache.camel.management.mbean.ManagedRuntimeEndpointRegistry;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.stereotype.Component;

/**
 * Shows the console which route took how much from which endpoint and gave how much to which. Camel counts it and has a management bean for it, but
 * registers none for a service of its own that is marked as not managed, as its registry is.
 */
@Component
final class EndpointFigures extends LifecycleStrategySupport {

    @Override
    public void onContextStarted(CamelContext camel) {
        ManagementStrategy management = camel.getManagementStrategy();
        ManagedRuntimeEndpointRegistry figures = new ManagedRuntimeEndpointRegistry(camel, camel.getRuntimeEndpointRegistry());
        figures.init(management);
        try {
            management.manageObject(figures);
        } catch (Exception e) {
            throw new IllegalStateException("the console cannot be shown the figures of the endpoints", e);
        }
    }
}
