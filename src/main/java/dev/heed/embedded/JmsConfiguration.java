package dev.heed.embedded;

import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * How routes and Java send and receive: by {@code jms:} what nobody else remembers, by {@code wake:} what only says that the tables hold something
 * to do.
 */
@Configuration(proxyBeanMethods = false)
class JmsConfiguration {

    private static final int SENDING_SESSIONS = 16;

    /** For senders only. A consumer from a pool would keep its place in the queue while nobody reads. */
    @Bean
    @Primary
    CachingConnectionFactory sendingConnections(@Qualifier("brokerConnections") ActiveMQConnectionFactory brokerConnections) {
        return sending(brokerConnections);
    }

    @Bean(defaultCandidate = false)
    CachingConnectionFactory wakingConnections(@Qualifier("hastyConnections") ActiveMQConnectionFactory hastyConnections) {
        return sending(hastyConnections);
    }

    private static CachingConnectionFactory sending(ActiveMQConnectionFactory connections) {
        CachingConnectionFactory sending = new CachingConnectionFactory(connections);
        sending.setSessionCacheSize(SENDING_SESSIONS);
        sending.setCacheConsumers(false);
        return sending;
    }

    @Bean
    JmsComponent jms(@Qualifier("brokerConnections") ActiveMQConnectionFactory brokerConnections, CachingConnectionFactory sendingConnections) {
        JmsComponent jms = component(brokerConnections, sendingConnections);
        // A message is acknowledged when its route has ended well, not when it was handed over; and it lies on the disk when a send has ended.
        jms.getConfiguration().setTransacted(true);
        // With a transaction manager made by Camel every message would get a consumer of its own, and a customer's messages would change places.
        jms.getConfiguration().setLazyCreateTransactionManager(false);
        return jms;
    }

    /** Nobody waits for the broker's disk: if a wake is lost, the sweep finds in the tables who was to be woken. */
    @Bean
    JmsComponent wake(@Qualifier("hastyConnections") ActiveMQConnectionFactory hastyConnections,
                      @Qualifier("wakingConnections") CachingConnectionFactory wakingConnections) {
        JmsComponent wake = component(hastyConnections, wakingConnections);
        wake.getConfiguration().setAcknowledgementMode(Session.AUTO_ACKNOWLEDGE);
        return wake;
    }

    private static JmsComponent component(ActiveMQConnectionFactory listening, CachingConnectionFactory sending) {
        JmsComponent jms = new JmsComponent();
        var settings = jms.getConfiguration();
        settings.setListenerConnectionFactory(listening);
        settings.setTemplateConnectionFactory(sending);
        settings.setConnectionFactory(sending);
        settings.setCacheLevelName("CACHE_CONSUMER");
        // Or every message that is received costs a connection, made to be shown to the route and closed again.
        settings.setExposeListenerSession(true);
        settings.setMessageConverter(new TextOnly());
        jms.setHeaderFilterStrategy(headers());
        return jms;
    }

    /** Headers that steer Camel stay outside, however their letters are cased. */
    private static JmsHeaderFilterStrategy headers() {
        JmsHeaderFilterStrategy headers = new JmsHeaderFilterStrategy();
        headers.setLowerCase(true);
        headers.setInFilterStartsWith("camel", "org.apache.camel.");
        headers.setOutFilterStartsWith("camel", "org.apache.camel.");
        return headers;
    }
}
