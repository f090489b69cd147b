package dev.heed.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * The simulated marketing systems, all on one port, each below a path of its own name. It knows nothing of Heed but the
 * address to which the systems send their webhooks.
 */
public final class Sandbox implements AutoCloseable {

    private final ServletWebServerApplicationContext context;
    private final Memory memory;

    private Sandbox(ServletWebServerApplicationContext context, Path folder) {
        this.context = context;
        this.memory = folder == null ? null : Memory.of(folder, systems().values());
    }

    /**
     * @param port port of the simulated systems, 0 for any free one
     * @param sftp port of the simulated file server, 0 for any free one
     * @param heed where Heed listens: {@code http://localhost:8080}
     */
    public static Sandbox start(int port, int sftp, URI heed) {
        return start(port, sftp, heed, null);
    }

    /** @param folder where the systems keep what they know, so that they know it after a restart; null: they begin anew every time */
    public static Sandbox start(int port, int sftp, URI heed, Path folder) {
        var application = new SpringApplicationBuilder(SandboxApplication.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "server.port", port,
                        "sandbox.sftp-port", sftp,
                        "sandbox.folder", folder == null ? "" : folder.toString(),
                        "sandbox.heed", heed.toString(),
                        // three exports a second, that a visitor need not wait, would be at the usual limit after a quarter of an hour
                        "sandbox.eloqua-hourly", 20_000,
                        "spring.application.name", "sandbox",
                        "spring.config.name", "sandbox",
                        "spring.jmx.enabled", false,
                        "spring.main.lazy-initialization", false));
        return new Sandbox((ServletWebServerApplicationContext) application.run(), folder);
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    public <T extends SimulatedSystem> T system(Class<T> type) {
        return context.getBean(type);
    }

    public Map<String, SimulatedSystem> systems() {
        Map<String, SimulatedSystem> systems = new LinkedHashMap<>();
        context.getBeanProvider(SimulatedSystem.class).orderedStream().forEach(system -> systems.put(system.name(), system));
        return systems;
    }

    /** What Heed must be told to find the systems; the rest stands in {@code sandbox/heed.yaml}. */
    public Map<String, Object> settingsForHeed() {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("sandbox.url", url().toString()));
        systems().values().forEach(system -> settings.putAll(system.settingsForHeed()));
        return settings;
    }

    /** Makes each person known in the systems that are said to know them. */
    public void enrol(List<Person> people) {
        Map<String, SimulatedSystem> systems = systems();
        people.forEach(person -> person.systems().forEach(name -> systems.get(name).enrol(person)));
    }

    @Override
    public void close() {
        context.close();
        if (memory != null) {
            memory.close();
        }
    }
}
