package dev.heed.api;

import dev.heed.embedded.TestDatabase;
import dev.heed.sandbox.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.util.FileSystemUtils;

/** Heed as it is, with one system of the project, Twilio, beside the sandbox that simulates it. Whatever other systems the project has are left out. */
final class HeedWithTwilio {

    private static final List<String> PARTS = List.of("config/taxonomy.yaml", "config/policy.yaml", "config/deadlines.yaml", "config/systems/twilio.yaml",
            "mappings/twilio.mapping.yaml", "mappings/shapes", "routes/hub", "routes/errors", "routes/kamelets", "routes/twilio");

    private HeedWithTwilio() {
    }

    /** @param folder empty; its {@code access.log} names every call */
    static Together start(Path folder) {
        return start(folder, UnaryOperator.identity(), TestDatabase.fresh());
    }

    /**
     * @param folder empty, or one in which it ran before
     * @param policy makes of the policy of the project its own
     * @param more   settings, and where its database is
     */
    static Together start(Path folder, UnaryOperator<String> policy, Map<String, String> more) {
        return start(folder, Map.of("config/policy.yaml", policy), more);
    }

    /** @param files makes of files of the project, by their names, its own */
    static Together start(Path folder, Map<String, UnaryOperator<String>> files, Map<String, String> more) {
        clear(folder.resolve("home"));
        PARTS.forEach(part -> copy(Path.of(part), folder.resolve("home").resolve(part)));
        files.forEach((name, own) -> alter(folder.resolve("home").resolve(name), own));
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("heed.home", folder.resolve("home"));
        settings.put("heed.data", folder.resolve("data"));
        // a look in the middle of a test would be given the answer meant for a call
        settings.put("HEED_TWILIO_POLL", 3_600_000);
        settings.put("heed.figures.period", 200);
        settings.put("heed.deadlines.period", 200);
        settings.put("heed.evidence.period", 500);
        settings.put("heed.evidence.queue", "heed.checkpoints");
        settings.put("heed.controller.name", "Example Ltd");
        settings.put("heed.controller.address", "1 Example Street, Exampletown");
        settings.put("heed.controller.contact", "privacy@example.com");
        settings.put("heed.controller.notice", "https://www.example.com/privacy");
        settings.put("heed.controller.withdrawal", "https://www.example.com/preferences");
        settings.put("heed.controller.language", "en");
        settings.put("heed.controller.location", "US");
        settings.put("server.jetty.accesslog.enabled", true);
        settings.put("server.jetty.accesslog.filename", log(folder));
        return Together.start(0, 0, 0, null, List.of(), settings);
    }

    static Path log(Path folder) {
        return folder.resolve("access.log");
    }

    static Path folder() {
        return Path.of("target", "test-heed", "api-" + UUID.randomUUID());
    }

    private static void clear(Path home) {
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void alter(Path file, UnaryOperator<String> how) {
        try {
            Files.writeString(file, how.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
