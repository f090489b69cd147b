package dev.heed;

import dev.heed.embedded.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** What every test's Heed is told. */
final class HeedTestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, String> settings = new LinkedHashMap<>(TestDatabase.fresh());
        settings.put("heed.data", "target/test-heed/" + UUID.randomUUID());
        int number = 0;
        for (String role : new String[] {"viewer", "operator", "engineer"}) {
            String user = "heed.security.users[" + number++ + "].";
            settings.put(user + "name", role);
            // {noop}: a slow hash would only make the tests slow.
            settings.put(user + "password", "{noop}heed");
            settings.put(user + "roles", role);
        }
        // the systems of the project are named and not there: nobody listens on port 1
        settings.put("sandbox.url", "http://localhost:1");
        settings.put("sandbox.sftp-port", "1");
        settings.put("sandbox.known-hosts", "target/no-known-hosts");
        TestPropertyValues.of(settings).applyTo(context);
        sandboxEnvironment().forEach(context.getEnvironment().getPropertySources()::addLast);
    }

    private static List<PropertySource<?>> sandboxEnvironment() {
        try {
            return new YamlPropertySourceLoader().load("sandbox", new ClassPathResource("sandbox/heed.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
