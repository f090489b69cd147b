package dev.heed.embedded;

import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * The queues of Heed, declared the same way on the embedded broker and on one of others. A change is sent once, to the multicast
 * address {@code heed.changed}; the broker puts it into one durable queue for each system that property {@code heedSystems} names, as in
 * {@code |crm|mail|}, or for all if there is none. It is read as {@code heed.changed::heed.to.<system>}.
 */
final class Topology {

    static final String DEAD = "heed.dead";
    static final String EXPIRED = "heed.expired";

    private static final String INBOUND = "heed.inbound";
    private static final String ALARMS = "heed.alarms";
    private static final String CHANGED = "heed.changed";
    private static final String TO = "heed.to.";
    private static final String FETCH = "heed.fetch.";
    private static final String ERASE = "heed.erase.";
    private static final long UNLIMITED = -1;
    /** They are for whoever wants to hear them, and nobody has to: the database remembers them all. */
    private static final long LAST_ALARMS = 10_000;

    private final ClientSession session;

    Topology(ClientSession session) {
        this.session = session;
    }

    void declare(List<String> systems) throws ActiveMQException {
        for (String queue : List.of(INBOUND, DEAD, EXPIRED)) {
            queue(queue, queue, RoutingType.ANYCAST, UNLIMITED);
        }
        queue(ALARMS, ALARMS, RoutingType.ANYCAST, LAST_ALARMS);
        if (!session.addressQuery(SimpleString.of(CHANGED)).isExists()) {
            session.createAddress(SimpleString.of(CHANGED), RoutingType.MULTICAST, false);
        }
        for (String system : systems) {
            selective(TO + system, system);
            queue(FETCH + system, FETCH + system, RoutingType.ANYCAST, UNLIMITED);
            queue(ERASE + system, ERASE + system, RoutingType.ANYCAST, UNLIMITED);
        }
    }

    /** A queue that nobody reads would only grow. Nothing is lost with it: the delivery rows tell what a system still has to get. */
    void forgetOthersThan(List<String> systems) throws ActiveMQException {
        List<String> kept = systems.stream().map(TO::concat).toList();
        for (SimpleString queue : session.addressQuery(SimpleString.of(CHANGED)).getQueueNames()) {
            if (queue.toString().startsWith(TO) && !kept.contains(queue.toString())) {
                session.deleteQueue(queue);
            }
        }
    }

    private void selective(String name, String system) throws ActiveMQException {
        SimpleString filter = SimpleString.of("heedSystems IS NULL OR heedSystems LIKE '%|" + system + "|%'");
        ClientSession.QueueQuery known = session.queueQuery(SimpleString.of(name));
        if (known.isExists() && !filter.equals(known.getFilterString()) && known.getConsumerCount() == 0) {
            // what waits there is only a wake
            session.deleteQueue(SimpleString.of(name));
            known = session.queueQuery(SimpleString.of(name));
        }
        if (!known.isExists()) {
            session.createQueue(configuration(name, CHANGED, RoutingType.MULTICAST, UNLIMITED).setFilterString(filter));
        }
    }

    private void queue(String name, String address, RoutingType type, long ring) throws ActiveMQException {
        if (!session.queueQuery(SimpleString.of(name)).isExists()) {
            session.createQueue(configuration(name, address, type, ring));
        }
    }

    private static QueueConfiguration configuration(String name, String address, RoutingType type, long ring) {
        return QueueConfiguration.of(name).setAddress(address).setRoutingType(type).setRingSize(ring).setDurable(true).setAutoCreated(false).setAutoDelete(false);
    }
}
