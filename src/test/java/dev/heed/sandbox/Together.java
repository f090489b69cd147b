package dev.heed.sandbox;

import dev.heed.HeedApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The simulated marketing systems, and Heed beside them. */
public final class Together implements AutoCloseable {

    private final Sandbox sandbox;
    private final URI url;
    private final ConfigurableApplicationContext heed;

    private Together(Sandbox sandbox, URI url, ConfigurableApplicationContext heed) {
        this.sandbox = sandbox;
        this.url = url;
        this.heed = heed;
    }

    /**
     * @param port     where Heed listens, 0 for any free port
     * @param sandboxPort where the systems listen, 0 for any free port
     * @param sftp     where the file server listens, 0 for any free port
     * @param folder   where the systems keep what they know over restarts, null for nowhere
     * @param people   customers that the systems know before Heed starts
     */
    public static Together start(int port, int sandboxPort, int sftp, Path folder, List<Person> people, Map<String, Object> settings, String... arguments) {
        int chosen = port == 0 ? free() : port;
        URI url = URI.create("http://localhost:" + chosen);
        Sandbox sandbox = Sandbox.start(sandboxPort, sftp, url, folder);
        sandbox.enrol(known(people, sandbox.systems().keySet()));
        Map<String, Object> all = new LinkedHashMap<>(sandbox.settingsForHeed());
        all.put("spring.config.additional-location", "classpath:/sandbox/heed.yaml");
        all.put("server.port", chosen);
        // several of these may live in one process
        all.put("spring.jmx.unique-names", true);
        all.putAll(settings);
        all.keySet().removeIf(name -> Stream.of(arguments).anyMatch(argument -> argument.startsWith("--" + name + "=")));
        String[] given = all.entrySet().stream().map(entry -> "--" + entry.getKey() + "=" + entry.getValue()).toArray(String[]::new);
        String[] both = Stream.of(given, arguments).flatMap(Arrays::stream).toArray(String[]::new);
        // When the process ends Heed goes first: it would take a sandbox that goes before it for one that has failed.
        SpringApplication.getShutdownHandlers().add(sandbox::close);
        try {
            return new Together(sandbox, url, new SpringApplicationBuilder(HeedApplication.class).logStartupInfo(false).run(both));
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** Where Heed listens. */
    public URI url() {
        return url;
    }

    public ConfigurableApplicationContext heed() {
        return heed;
    }

    @Override
    public void close() {
        heed.close();
        sandbox.close();
    }

    /** The people, each as far as the systems that know them are here. */
    private static List<Person> known(List<Person> people, Set<String> systems) {
        return people.stream().map(person -> {
            Set<String> here = new TreeSet<>(person.systems());
            here.retainAll(systems);
            return new Person(person.email(), person.phone(), person.firstName(), person.lastName(), person.language(), person.wish(), here);
        }).toList();
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
