package dev.heed.embedded;

import dev.heed.config.SystemNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where messages wait: the broker Heed brings along, or the one of others that {@code spring.artemis.broker-url} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArtemisProperties.class, BrokerSettings.class})
class BrokerConfiguration {

    private static final String OTHERS = "spring.artemis.broker-url";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = OTHERS, matchIfMissing = true, havingValue = "embedded")
    static class Embedded {

        @Bean
        LocalBroker broker(DataFolder data, BrokerSettings settings, MeterRegistry meters) throws Exception {
            return LocalBroker.start(data.folder("artemis"), settings, meters);
        }

        @Bean
        ActiveMQConnectionFactory brokerConnections(LocalBroker broker, SystemNames systems) throws Exception {
            ActiveMQConnectionFactory connections = textOnly(new ActiveMQConnectionFactory(broker.url()));
            declare(connections, systems, true);
            return connections;
        }

        @Bean(defaultCandidate = false)
        ActiveMQConnectionFactory hastyConnections(LocalBroker broker) {
            return hasty(textOnly(new ActiveMQConnectionFactory(broker.url())));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(OTHERS)
    static class External {

        @Bean
        ActiveMQConnectionFactory brokerConnections(ArtemisProperties broker, SystemNames systems) throws Exception {
            ActiveMQConnectionFactory connections = textOnly(
                    new ActiveMQConnectionFactory(broker.getBrokerUrl(), broker.getUser(), broker.getPassword()));
            // Another node may know a system that this one does not: only the embedded broker forgets.
            declare(connections, systems, false);
            return connections;
        }

        @Bean(defaultCandidate = false)
        ActiveMQConnectionFactory hastyConnections(ArtemisProperties broker) {
            return hasty(textOnly(new ActiveMQConnectionFactory(broker.getBrokerUrl(), broker.getUser(), broker.getPassword())));
        }
    }

    private static ActiveMQConnectionFactory textOnly(ActiveMQConnectionFactory connections) {
        connections.setDeserializationDenyList("*");
        return connections;
    }

    /** They do not wait until the broker has written what they send, or that they took something. */
    private static ActiveMQConnectionFactory hasty(ActiveMQConnectionFactory connections) {
        connections.setBlockOnDurableSend(false);
        connections.setBlockOnAcknowledge(false);
        return connections;
    }

    private static void declare(ActiveMQConnectionFactory connections, SystemNames systems, boolean alone) throws Exception {
        try (ClientSessionFactory sessions = connections.getServerLocator().createSessionFactory();
             ClientSession session = sessions.createSession(connections.getUser(), connections.getPassword(), false, true, true, false, 0)) {
            Topology topology = new Topology(session);
            topology.declare(systems.enabled());
            if (alone) {
                topology.forgetOthersThan(systems.enabled());
            }
        }
    }
}
