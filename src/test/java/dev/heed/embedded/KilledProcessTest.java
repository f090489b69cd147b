package dev.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.config.CannotStartException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SIGKILL, which no process can catch, and then the same start again. */
class KilledProcessTest {

    private static final Path BINARIES = Path.of("target", "test-binaries").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void findsItsRowsAndMessagesAgainWhenTheProcessWasKilled() throws Exception {
        for (int time = 1; time <= 2; time++) {
            Process process = OtherProcess.start(data, BINARIES);
            long postgres = postmaster();
            process.destroyForcibly().waitFor();
            assertThat(runs(postgres)).as("PostgreSQL outlives the killed process").isTrue();
        }

        try (DataFolder folder = DataFolder.open(data);
             Database database = OwnDatabase.on(LocalPostgres.start(folder.folder("postgres"), BINARIES));
             LocalBroker broker = LocalBroker.start(folder.folder("artemis"), new BrokerSettings(100, 1 << 20), new SimpleMeterRegistry())) {
            assertThat(JdbcClient.create(OtherProcess.asOwner(database)).sql("select what from kept").query(String.class).list())
                    .containsExactly("row", "row");
            assertThat(messages(broker.url())).containsExactly("message", "message");
        }
        assertThat(data.toRealPath().resolve("postgres/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void refusesADataFolderThatAnotherProcessWorksOn() throws Exception {
        Process process = OtherProcess.start(data, BINARIES);
        long postgres = postmaster();
        try {
            assertThatThrownBy(() -> DataFolder.open(data)).isInstanceOf(CannotStartException.class)
                    .hasMessage("Another Heed (process %d) is running on the data folder %s.", process.pid(), data.toRealPath());
            assertThat(runs(postgres)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
            new Orphans(data.toRealPath().resolve("postgres/cluster")).stop();
        }
        assertThat(runs(postgres)).isFalse();
    }

    private long postmaster() throws Exception {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(0).strip());
    }

    /** What is dead but was not collected has no program any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
    }

    private static List<String> messages(String url) {
        List<String> texts = new ArrayList<>();
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url);
             JMSContext jms = connections.createContext();
             JMSConsumer consumer = jms.createConsumer(jms.createQueue(OtherProcess.QUEUE))) {
            for (String text = consumer.receiveBody(String.class, 2_000); text != null; text = consumer.receiveBody(String.class, 500)) {
                texts.add(text);
            }
        }
        return texts;
    }
}
