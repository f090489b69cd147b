package dev.heed.sandbox.eloqua;

import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A running sandbox with its invented customers known to Eloqua, and a client of it. */
abstract class EloquaTestBase {

    static final String ADA = "ada@example.com";
    static final String NOOR = "noor@example.com";
    static final String JOERG = "joerg@bücher.example";

    static Sandbox sandbox;
    static EloquaSimulator eloqua;

    EloquaClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        eloqua = sandbox.system(EloquaSimulator.class);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void fresh() {
        eloqua.reset();
        eloqua.syncTime(Duration.ofMillis(30));
        People.all().forEach(eloqua::enrol);
        client = new EloquaClient(sandbox.url());
    }

    static Object held(String email, String field) {
        return eloqua.holds(email).orElseThrow().get(field);
    }

    static Object group(String email, String group) {
        return ((Map<?, ?>) held(email, "emailGroups")).get(group);
    }
}
