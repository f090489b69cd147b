package dev.heed;

import dev.heed.embedded.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

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
        TestPropertyValues.of(settings).applyTo(context);
    }
}
