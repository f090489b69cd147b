package dev.heed.sandbox;

import dev.heed.HeedApplication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.event.ContextClosedEvent;
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

    public static void main(String[] args) {
        long start = System.nanoTime();
        // Before the sandbox starts, which reads no settings of ours.
        System.setProperty("logging.level.root", "WARN");
        System.setProperty("logging.include-application-name", "false");
        ConfigurableEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        int port = settings.getProperty("server.port", Integer.class, 8080);
        int sftp = settings.getProperty("sandbox.sftp-port", Integer.class, 8091);
        URI heed = URI.create("http://localhost:" + port);

        Sandbox sandbox = Sandbox.start(settings.getProperty("sandbox.port", Integer.class, 8090), sftp, heed);
        sandbox.enrol(known(sandbox.systems().keySet()));
        new SpringApplicationBuilder(HeedApplication.class)
                .logStartupInfo(false)
                .listeners(event -> {
                    if (event instanceof ContextClosedEvent) {
                        sandbox.close();
                    }
                })
                .properties(Map.of(
                        "spring.config.additional-location", "classpath:/sandbox/heed.yaml",
                        "sandbox.url", sandbox.url().toString(),
                        "sandbox.sftp-port", sftp))
                .run(args);
        System.out.println(welcome(heed, sandbox, (System.nanoTime() - start) / 1_000_000_000));
    }

    /** The people, each as far as the systems that know them are here. */
    private static List<Person> known(Set<String> systems) {
        return People.all().stream().map(person -> {
            Set<String> here = new TreeSet<>(person.systems());
            here.retainAll(systems);
            return new Person(person.email(), person.phone(), person.firstName(), person.lastName(), person.language(), person.wish(), here);
        }).toList();
    }

    private static String welcome(URI heed, Sandbox sandbox, long seconds) {
        return """

                Heed is ready, after %d s.

                  Heed                 %s              sign in as  engineer / heed
                    the console        %s/actuator/hawtio
                    the API's page     %s/swagger-ui.html
                  The sandbox          %s              %d marketing systems, %d people

                Try this: let a customer opt out in one system, and look at the others.

                Ctrl-C stops it all. What Heed remembers is in ./data; remove that folder to begin anew.
                """.formatted(seconds, heed, heed, heed, sandbox.url(), sandbox.systems().size(), People.all().size());
    }
}
