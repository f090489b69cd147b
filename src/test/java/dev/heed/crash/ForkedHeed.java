package dev.heed.crash;

import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Sandbox;
import dev.heed.sealing.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A Heed in a process of its own, on a data folder that outlives it. */
final class ForkedHeed {

    private final int port;
    private final Path data;
    private final Sandbox sandbox;
    private final Map<String, String> settings;
    private final List<String> machine;
    private Process process;

    ForkedHeed(int port, Path data, Sandbox sandbox) {
        this(port, data, sandbox, Map.of());
    }

    ForkedHeed(int port, Path data, Sandbox sandbox, Map<String, String> settings) {
        this(port, data, sandbox, settings, List.of());
    }

    /** @param machine what Java is told of the machine that it runs on */
    ForkedHeed(int port, Path data, Sandbox sandbox, Map<String, String> settings, List<String> machine) {
        this.settings = settings;
        this.machine = machine;
        this.port = port;
        this.data = data;
        this.sandbox = sandbox;
    }

    /** Starts it and waits until it serves. */
    void start(String crashBefore) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1"));
        command.addAll(machine);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrashingHeed.class.getName(),
                "--server.port=" + port, "--heed.data=" + data, "--crash.before=" + crashBefore, "--crash.armed=" + armed(),
                "--spring.config.additional-location=classpath:/sandbox/heed.yaml"));
        sandbox.settingsForHeed().forEach((name, value) -> command.add("--" + name + "=" + value));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("output.txt").toFile())).start();
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(data.resolve("output.txt")));
            }
            return healthy();
        });
    }

    /** From now on the next message to reach the step kills it. */
    void arm() throws IOException {
        Files.createFile(armed());
    }

    void untilDead() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
    }

    void stop() {
        if (process != null) {
            process.destroy();
            untilDead();
        }
    }

    JdbcClient database() throws IOException {
        Properties passwords = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("postgres/passwords.properties"))) {
            passwords.load(reader);
        }
        String listening = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(3).strip();
        return JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://localhost:" + listening + "/heed", "heed_owner", passwords.getProperty("owner")));
    }

    /** As it looks a contact point up. */
    byte[] hash(String contactPoint) {
        return MasterKey.read("file:" + data.resolve("keys/master.key"), name -> null).hash(contactPoint);
    }

    private Path armed() {
        return data.resolve("armed").toAbsolutePath();
    }

    private boolean healthy() {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
