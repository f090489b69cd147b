package dev.heed.embedded;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Tells who waits. A wake that was lost shows only where none waits: as long as some do, whoever has not been taken up yet
 * may well have one among them, and to wake them all again would only make the queue longer.
 */
@Component
public class Queues implements AutoCloseable {

    private final ActiveMQConnectionFactory broker;
    private ClientSessionFactory connection;
    private ClientSession session;

    Queues(ActiveMQConnectionFactory broker) {
        this.broker = broker;
    }

    /** Whether no message waits in the queue or is on its way to who reads it. */
    public synchronized boolean isEmpty(String queue) {
        try {
            if (session == null || session.isClosed()) {
                connect();
            }
            return session.queueQuery(SimpleString.of(queue)).getMessageCount() == 0;
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the broker does not tell who waits in " + queue, e);
        }
    }

    private void connect() throws Exception {
        close();
        connection = broker.getServerLocator().createSessionFactory();
        session = connection.createSession(broker.getUser(), broker.getPassword(), false, true, true, false, 0);
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            try {
                session.close();
            } catch (ActiveMQException e) {
                // it is of no use any more, closed or not
            }
            session = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
