package dev.heed.benchmark;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of those who are compared, in a process of its own. */
public final class Contestant implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String name;
    private final int port;
    private final Path folder;
    private final Path log;
    private final Process process;
    private final Journeys journeys;

    private Contestant(String name, int port, Path folder, Path log, Process process, Journeys journeys) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.log = log;
        this.process = process;
        this.journeys = journeys;
    }

    /** Starts it on a free port and waits until it says that it is ready. */
    public static Contestant start(String name, Class<?> main, Path folder, Journeys journeys, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), "--server.port=" + port,
                "--management.endpoint.health.probes.enabled=true", "--benchmark.secret=" + Source.SECRET));
        command.addAll(arguments);
        Path log = folder.resolve("output.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Contestant contestant = new Contestant(name, port, folder.toAbsolutePath(), log, process, journeys);
        contestant.awaitReady();
        return contestant;
    }

    String name() {
        return name;
    }

    String webhook() {
        return url() + "/in/source";
    }

    public String url() {
        return "http://localhost:" + port;
    }

    Journeys journeys() {
        return journeys;
    }

    /** Processor time it has used so far, with its database: a server goes on without who started it, and is known by where its program lies. */
    Duration processorTime() {
        Stream<ProcessHandle> database = ProcessHandle.allProcesses().filter(one -> one.info().command().filter(program -> Path.of(program).startsWith(folder)).isPresent());
        return Stream.concat(Stream.of(process.toHandle()), database)
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness")).timeout(Duration.ofSeconds(5)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        process.destroy();
        throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
