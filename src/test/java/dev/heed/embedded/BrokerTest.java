package dev.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSContext;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.ObjectName;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;

    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private LocalBroker broker;
    private ActiveMQConnectionFactory connections;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(folder, new BrokerSettings(ATTEMPTS, 1 << 20), new SimpleMeterRegistry());
        connections = new ActiveMQConnectionFactory(broker.url());
        declare(List.of("salesforce", "twilio"));
        JmsConfiguration jms = new JmsConfiguration();
        camel.addComponent("jms", jms.jms(connections, jms.sendingConnections(connections)));
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        connections.close();
        broker.close();
    }

    @Test
    void listensOnNoSocket() throws Exception {
        var acceptors = ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.activemq.artemis:component=acceptors,*"), null);
        assertThat(acceptors).singleElement().satisfies(acceptor -> assertThat(
                ManagementFactory.getPlatformMBeanServer().getAttribute(acceptor, "FactoryClassName")).isEqualTo(InVMAcceptorFactory.class.getName()));
    }

    @Test
    void putsAChangeIntoOneQueueOfEachSystemAndForgetsTheQueueOfASystemThatIsGone() throws Exception {
        camel.createProducerTemplate().sendBody("jms:topic:heed.changed", "{}");
        assertThat(waiting("heed.changed::heed.to.salesforce")).isEqualTo(1);
        assertThat(waiting("heed.changed::heed.to.twilio")).isEqualTo(1);

        route("jms:queue:heed.changed::heed.to.salesforce");
        await().atMost(SOON).untilAsserted(() -> assertThat(received).containsExactly("{}"));

        declare(List.of("salesforce"));
        assertThatThrownBy(() -> waiting("heed.changed::heed.to.twilio")).hasMessageContaining("heed.to.twilio");
    }

    @Test
    void aSystemThatAChangeDoesNotConcernIsNotWoken() throws Exception {
        camel.createProducerTemplate().sendBodyAndHeader("jms:topic:heed.changed", "{}", "heedSystems", "|twilio|");

        assertThat(waiting("heed.changed::heed.to.twilio")).isEqualTo(1);
        assertThat(waiting("heed.changed::heed.to.salesforce")).isZero();
    }

    @Test
    void aQueueThatTookEverythingIsReplacedByOneThatSelects() throws Exception {
        try (ClientSessionFactory sessions = connections.getServerLocator().createSessionFactory(); ClientSession session = sessions.createSession()) {
            session.deleteQueue("heed.to.twilio");
            session.createQueue(QueueConfiguration.of("heed.to.twilio").setAddress("heed.changed").setRoutingType(RoutingType.MULTICAST).setDurable(true));
        }
        declare(List.of("salesforce", "twilio"));
        camel.createProducerTemplate().sendBodyAndHeader("jms:topic:heed.changed", "{}", "heedSystems", "|salesforce|");

        assertThat(waiting("heed.changed::heed.to.twilio")).isZero();
    }

    @Test
    void neverOpensASerialisedObjectAndLeavesItWhereAPersonSeesIt() throws Exception {
        route("jms:queue:heed.inbound");
        try (JMSContext jms = connections.createContext()) {
            jms.createProducer().send(jms.createQueue("heed.inbound"), new Tattler());
            jms.createProducer().send(jms.createQueue("heed.inbound"), "the next");
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(received).containsExactly("the next"));
        await().atMost(SOON).untilAsserted(() -> assertThat(waiting("heed.dead")).isEqualTo(1));
        assertThat(Tattler.opened).isFalse();
        assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("jms:queue:heed.inbound", Map.of()))
                .rootCause().hasMessageStartingWith("A message must be text");
    }

    @Test
    void letsNoHeaderInThatSteersCamelHoweverItIsSpelt() throws Exception {
        AtomicReference<Map<String, Object>> headers = new AtomicReference<>(Map.of());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:heed.inbound").process(exchange -> headers.set(new HashMap<>(exchange.getMessage().getHeaders())));
            }
        });
        try (JMSContext jms = connections.createContext()) {
            jms.createProducer().setProperty("CAmelHttpUri", "http://elsewhere.example").setProperty("CamelFileName", "x")
                    .setProperty("heedSubject", "1").send(jms.createQueue("heed.inbound"), "text");
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(headers.get()).containsEntry("heedSubject", "1"));
        assertThat(headers.get()).doesNotContainKeys("CAmelHttpUri", "CamelHttpUri", "CamelFileName");
    }

    @Test
    void handsAMessageOutAgainAtOnceAndInOrderWhenItsRouteFails() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:heed.inbound?concurrentConsumers=4").process(exchange -> {
                    String text = exchange.getMessage().getBody(String.class);
                    if (text.equals("2") && failures.incrementAndGet() < ATTEMPTS) {
                        throw new IllegalStateException("not yet");
                    }
                    received.add(text);
                });
            }
        });
        try (JMSContext jms = connections.createContext()) {
            for (String text : List.of("1", "2", "3", "4")) {
                jms.createProducer().setProperty("JMSXGroupID", "one customer").send(jms.createQueue("heed.inbound"), text);
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(received).containsExactly("1", "2", "3", "4"));
    }

    private void route(String from) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(exchange -> received.add(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    private int waiting(String queue) throws Exception {
        try (JMSContext jms = connections.createContext(); var browser = jms.createBrowser(jms.createQueue(queue))) {
            return java.util.Collections.list(browser.getEnumeration()).size();
        }
    }

    private void declare(List<String> systems) throws Exception {
        try (ClientSessionFactory sessions = connections.getServerLocator().createSessionFactory(); ClientSession session = sessions.createSession()) {
            Topology topology = new Topology(session);
            topology.declare(systems);
            topology.forgetOthersThan(systems);
        }
    }

    /** Tells when it is read from its serialised form. */
    private static final class Tattler implements java.io.Serializable {

        private static volatile boolean opened;

        private void readObject(java.io.ObjectInputStream in) {
            opened = true;
        }
    }
}
