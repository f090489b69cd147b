package dev.heed.embedded;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.connection.CachingConnectionFactory;

/** How routes and Java send and receive. */
@Configuration(proxyBeanMethods = false)
class JmsConfiguration {

    private static final int SENDING_SESSIONS = 16;

    /** For senders only. A consumer from a pool would keep its place in the queue while nobody reads. */
    @Bean
    @Primary
    CachingConnectionFactory sendingConnections(ActiveMQConnectionFactory brokerConnections) {
        CachingConnectionFactory sending = new CachingConnectionFactory(brokerConnections);
        sending.setSessionCacheSize(SENDING_SESSIONS);
        sending.setCacheConsumers(false);
        return sending;
    }

    @Bean
    JmsComponent jms(ActiveMQConnectionFactory brokerConnections, CachingConnectionFactory sendingConnections) {
        JmsComponent jms = new JmsComponent();
        var settings = jms.getConfiguration();
        settings.setListenerConnectionFactory(brokerConnections);
        settings.setTemplateConnectionFactory(sendingConnections);
        settings.setConnectionFactory(sendingConnections);
        // A message is acknowledged when its route has ended well, not when it was handed over.
        settings.setTransacted(true);
        // With a transaction manager made by Camel every message would get a consumer of its own, and a customer's messages would change places.
        settings.setLazyCreateTransactionManager(false);
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
