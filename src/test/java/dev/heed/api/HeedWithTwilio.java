package dev.heed.api;

import dev.heed.embedded.TestDatabase;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.twilio.TwilioSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.FileSystemUtils;

/** Heed as it is, with one system of the project, Twilio, beside the sandbox that simulates it. Whatever other systems the project has are left out. */
final class HeedWithTwilio implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final Path LOGS = Path.of("target", "test-heed", "access-" + UUID.randomUUID() + ".log");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        int port = freePort();
        Sandbox sandbox = Sandbox.start(0, 0, URI.create("http://localhost:" + port));
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                sandbox.close();
            }
        });
        context.getBeanFactory().registerSingleton("sandbox", sandbox);

        Map<String, String> settings = new LinkedHashMap<>(TestDatabase.fresh());
        settings.put("server.port", String.valueOf(port));
        settings.put("heed.home", home().toString());
        settings.put("heed.data", "target/test-heed/" + UUID.randomUUID());
        settings.put("heed.figures.period", "200");
        settings.put("HEED_TWILIO_URL", sandbox.url() + "/twilio");
        settings.put("HEED_TWILIO_ACCOUNT", TwilioSimulator.ACCOUNT_SID);
        settings.put("HEED_TWILIO_AUTH_TOKEN", TwilioSimulator.AUTH_TOKEN);
        settings.put("HEED_TWILIO_SENDER", TwilioSimulator.MESSAGING_SERVICE_SID);
        settings.put("server.jetty.accesslog.enabled", "true");
        settings.put("server.jetty.accesslog.filename", LOGS.toString());
        for (String role : List.of("viewer", "operator", "engineer")) {
            String user = "heed.security.users[" + List.of("viewer", "operator", "engineer").indexOf(role) + "].";
            settings.put(user + "name", role);
            settings.put(user + "password", "{noop}heed");
            settings.put(user + "roles", role);
        }
        TestPropertyValues.of(settings).applyTo(context);
    }

    private static Path home() {
        Path home = Path.of("target", "test-heed", "home-" + UUID.randomUUID());
        List.of("config/taxonomy.yaml", "config/policy.yaml", "config/systems/twilio.yaml", "mappings/twilio.mapping.yaml", "mappings/shapes",
                "routes/hub", "routes/errors", "routes/kamelets", "routes/twilio").forEach(part -> copy(Path.of(part), home.resolve(part)));
        return home;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
