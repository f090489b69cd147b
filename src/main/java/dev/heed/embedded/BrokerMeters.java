package dev.heed.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.activemq.artemis.core.server.metrics.ActiveMQMetricsPlugin;

/** Lets the broker count its messages where everything else is counted: {@code artemis_message_count} of a queue. */
final class BrokerMeters implements ActiveMQMetricsPlugin {

    private static final long serialVersionUID = 1;

    private final transient MeterRegistry meters;

    BrokerMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public ActiveMQMetricsPlugin init(Map<String, String> options) {
        return this;
    }

    @Override
    public MeterRegistry getRegistry() {
        return meters;
    }
}
