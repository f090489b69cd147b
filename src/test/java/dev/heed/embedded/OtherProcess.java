package dev.heed.embedded;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A JVM of its own with Heed's database and broker on a data folder. It writes to both, says so in the file {@code written}, and waits to be killed. */
final class OtherProcess {

    static final String QUEUE = "heed.inbound";

    private OtherProcess() {
    }

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        DataFolder folder = DataFolder.open(data);
        Database database = OwnDatabase.on(LocalPostgres.start(folder.folder("postgres"), Path.of(args[1])));
        LocalBroker broker = LocalBroker.start(folder.folder("artemis"), new BrokerSettings(100, 1 << 20), new SimpleMeterRegistry());

        JdbcClient jdbc = JdbcClient.create(asOwner(database));
        jdbc.sql("create table if not exists kept (what text)").update();
        jdbc.sql("insert into kept values ('row')").update();
        send(broker.url(), "message");

        Files.createFile(data.resolve("written"));
        new CountDownLatch(1).await();
    }

    static DriverManagerDataSource asOwner(Database database) {
        return new DriverManagerDataSource(database.url(), database.owner().username(), database.owner().password());
    }

    static void send(String url, String text) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url); JMSContext jms = connections.createContext()) {
            jms.createProducer().send(jms.createQueue(QUEUE), text);
        }
    }

    /** Starts it and returns when it has written. */
    static Process start(Path data, Path binaries) {
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(data.resolve("written"));
            Process process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"),
                    "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(), data.toString(), binaries.toString()))
                    .redirectErrorStream(true).redirectOutput(data.resolve("output.txt").toFile()).start();
            org.awaitility.Awaitility.await().atMost(java.time.Duration.ofMinutes(3)).until(
                    () -> Files.exists(data.resolve("written")) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(data.resolve("output.txt")));
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
