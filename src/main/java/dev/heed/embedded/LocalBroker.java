package dev.heed.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.MetricsConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * An Artemis broker in this process, reachable from this process only: no acceptor listens on any socket, so there is nobody to
 * authenticate, and the advisories about its network protocols do not apply. Its journal is flushed before a transaction is answered.
 */
final class LocalBroker implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long MINIMUM_DISK_FREE = 256L << 20;

    private final String url;
    private final EmbeddedActiveMQ server;

    private LocalBroker(String url, EmbeddedActiveMQ server) {
        this.url = url;
        this.server = server;
    }

    static LocalBroker start(Path folder, BrokerSettings settings, MeterRegistry meters) throws Exception {
        String url = "vm://" + COUNT.getAndIncrement();
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration(folder, url, settings, meters));
        server.start();
        return new LocalBroker(url, server);
    }

    private static Configuration configuration(Path folder, String url, BrokerSettings settings, MeterRegistry meters) throws Exception {
        Configuration broker = new ConfigurationImpl()
                .setName("heed")
                .setPersistenceEnabled(true)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalSyncTransactional(true)
                // Nothing outside a transaction is more than a wake, and who was to be woken stands in the tables.
                .setJournalSyncNonTransactional(false)
                .setSecurityEnabled(false)
                .setResolveProtocols(false)
                .setJMXManagementEnabled(true)
                // A share of the disk says little on a large one; a broker that blocks on a disk nine tenths full surprises.
                .setMaxDiskUsage(-1)
                .setMinDiskFree(MINIMUM_DISK_FREE)
                // A broker that hangs must end the process, so that the one who watches it starts it again: the journal is whole.
                .setCriticalAnalyzer(true)
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.HALT)
                .setMetricsConfiguration(new MetricsConfiguration().setJvmMemory(false).setPlugin(new BrokerMeters(meters)))
                .addAcceptorConfiguration("in-vm", url);
        return broker.addAddressSetting("#", everywhere(settings));
    }

    private static AddressSettings everywhere(BrokerSettings settings) {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(Topology.DEAD))
                .setExpiryAddress(SimpleString.of(Topology.EXPIRED))
                .setMaxDeliveryAttempts(settings.maxDeliveryAttempts())
                // A delayed redelivery lets later messages of the same customer overtake: whoever wants to wait waits in the route.
                .setRedeliveryDelay(0)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setMaxSizeBytes(settings.addressMaxBytes())
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
