package dev.heed.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the simulated marketing systems, and Heed beside them: {@code mvn spring-boot:test-run}. Ports are settings: {@code server.port} (8080),
 * {@code sandbox.port} (8090), {@code sandbox.sftp-port} (8091); what Heed must know of the sandbox stands in {@code sandbox/heed.yaml}.
 */
public final class TryHeed {

    private TryHeed() {
    }

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        // Before the sandbox starts, which reads no settings of ours.
        System.setProperty("logging.level.root", "WARN");
        System.setProperty("logging.include-application-name", "false");
        // The routes are in the console, where a visitor can look at them.
        System.setProperty("logging.level.org.apache.camel.impl.engine.AbstractCamelContext", "WARN");
        System.out.println("\nHeed is starting, with a broker, a database and the sandbox. This takes about half a minute.\n");
        ConfigurableEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        Together together = Together.start(settings.getProperty("server.port", Integer.class, 8080),
                settings.getProperty("sandbox.port", Integer.class, 8090), settings.getProperty("sandbox.sftp-port", Integer.class, 8091),
                ownerOnly(Path.of(settings.getProperty("heed.data", "data"))).resolve("sandbox"), People.all(), Map.of(), args);
        System.out.println(welcome(together.url(), together.sandbox(), (System.nanoTime() - start) / 1_000_000_000));
    }

    /** As Heed would make it if it came first. */
    private static Path ownerOnly(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return folder;
    }

    static String welcome(URI heed, Sandbox sandbox, long seconds) {
        return """
                Heed is ready, after %s s.

                  The sandbox     %s                   %s marketing systems, %s customers
                  Heed's console  %s/actuator/hawtio   sign in as  engineer / heed
                  Heed's API      %s/swagger-ui.html   with the same sign-in

                Try this: Ada sends STOP by text message ...
                  curl -s %s/sandbox/handset -H 'Content-Type: application/json' -d '{"from": "+15550100001", "body": "STOP"}'
                ... and every other system has heard it, and from whom:
                  curl -s %s/sandbox/people/ada@example.com

                Ctrl-C stops it. What it remembers is in ./data; remove that folder to begin anew.
                """.formatted(seconds, sandbox.url(), sandbox.systems().size(), People.all().size(), heed, heed, sandbox.url(), sandbox.url());
    }
}
