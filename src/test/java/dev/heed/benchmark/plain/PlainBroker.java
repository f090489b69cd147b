package dev.heed.benchmark.plain;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.connection.CachingConnectionFactory;

/** A broker in the process, its journal flushed before a send is answered: the settings of Heed's. */
@Configuration(proxyBeanMethods = false)
class PlainBroker {

    private static final String URL = "vm://0";

    @Bean(destroyMethod = "stop")
    EmbeddedActiveMQ broker(@Value("${benchmark.data}") String data) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setBindingsDirectory(data + "/bindings").setJournalDirectory(data + "/journal")
                .setLargeMessagesDirectory(data + "/large-messages").setPagingDirectory(data + "/paging")
                .setJournalType(JournalType.NIO).setJournalDatasync(true)
                .setJournalSyncTransactional(true).setJournalSyncNonTransactional(true)
                .setSecurityEnabled(false).setResolveProtocols(false)
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration("in-vm", URL)
                .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(100).setMaxSizeBytes(64L << 20)));
        broker.start();
        return broker;
    }

    @Bean
    ActiveMQConnectionFactory connections(EmbeddedActiveMQ broker) throws Exception {
        return new ActiveMQConnectionFactory(URL);
    }

    @Bean
    @Primary
    CachingConnectionFactory sendingConnections(ActiveMQConnectionFactory connections) {
        CachingConnectionFactory sending = new CachingConnectionFactory(connections);
        sending.setSessionCacheSize(16);
        sending.setCacheConsumers(false);
        return sending;
    }

    @Bean
    JmsComponent jms(ActiveMQConnectionFactory connections, CachingConnectionFactory sendingConnections) {
        JmsComponent jms = new JmsComponent();
        var settings = jms.getConfiguration();
        settings.setListenerConnectionFactory(connections);
        settings.setTemplateConnectionFactory(sendingConnections);
        settings.setConnectionFactory(sendingConnections);
        settings.setTransacted(true);
        settings.setLazyCreateTransactionManager(false);
        settings.setCacheLevelName("CACHE_CONSUMER");
        settings.setExposeListenerSession(true);
        return jms;
    }
}
