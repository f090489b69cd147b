package dev.heed.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real Heed is killed at the worst lines; started again, it has lost nothing and done nothing twice. */
class CrashTest {

    private static final Set<String> SYSTEMS = Set.of("salesforce", "twilio", "eloqua");

    /** Step before which it dies -> system in which the change is made. */
    private static final Map<String, String> DEATHS = new java.util.TreeMap<>(Map.of(
            "wake-intake-to-inbound", "twilio",   // kept and not yet acknowledged, nobody woken
            "decide-close", "twilio",             // change, state and deliveries written, transaction open
            "turn-to-tell", "twilio",             // ledger committed, broker not told
            "twilio-out-call", "salesforce",      // loaded, not called
            "twilio-out-answers", "salesforce",   // called, answer unread
            "twilio-out-settle", "salesforce"));  // answer read, status not written

    private static Sandbox sandbox;
    private static ForkedHeed heed;

    @BeforeAll
    static void open() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:" + port));
        heed = new ForkedHeed(port, Path.of("target/test-heed/crash-" + UUID.randomUUID()), sandbox);
    }

    @AfterAll
    static void close() {
        heed.stop();
        sandbox.close();
    }

    @Test
    void nothingIsLostOrDoubledWhereverItDies() throws IOException {
        int number = 2000;
        Person last = null;
        for (Map.Entry<String, String> death : DEATHS.entrySet()) {
            heed.start(death.getKey());
            if (last != null) {
                whole(last);
            }
            last = enter(++number);
            sandbox.systems().values().forEach(system -> system.writes().clear());
            heed.arm();
            refuse(last, death.getValue());
            heed.untilDead();
        }
        heed.start("");
        whole(last);
    }

    private Person enter(int number) {
        Person person = new Person("crash" + number + "@example.com", "+1555010" + number, "Crash", "Number " + number, "en", "", SYSTEMS);
        sandbox.enrol(List.of(person));
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> count("select count(*) from record join contact_point using (subject_id) where point = ? and present and system <> 'twilio'", "email:" + person.email()) == 2
                && count("select count(*) from inbound where state = 'new' and ? is not null", "x") == 0);
        return person;
    }

    private static void refuse(Person person, String system) {
        if (system.equals("twilio")) {
            sandbox.systems().get("twilio").act(person.email(), "sms", "STOP");
        } else {
            sandbox.systems().get("salesforce").act(person.email(), "HasOptedOutOfSms__c", "true");
        }
    }

    private static void whole(Person person) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).ignoreExceptions().untilAsserted(() -> {
            assertThat(sandbox.systems().get("twilio").holds(person.email()).orElseThrow()).containsEntry("status", "opt-out");
            assertThat(sandbox.systems().get("salesforce").holds(person.email()).orElseThrow()).containsEntry("HasOptedOutOfSms__c", true);
            assertThat(sandbox.systems().get("eloqua").holds(person.email()).orElseThrow()).containsEntry("C_SMS_Consent1", "Opted Out");
            assertThat(count("""
                    select count(*) from delivery join contact_point using (subject_id)
                    where point = ? and state in ('queued', 'accepted')""", "phone:" + person.phone())).isZero();
        });
        assertThat(count("select count(*) from ledger join contact_point using (subject_id) where contact_point.point = ? and key = 'sms/marketing'", "phone:" + person.phone())).isEqualTo(1);
        sandbox.systems().values().forEach(system ->
                // a call whose answer was lost may be made again: it writes a state, not a step
                assertThat(system.writes().count()).as("writes into %s", system.name()).isLessThanOrEqualTo(2));
    }

    private static long count(String sql, String contactPoint) {
        try {
            JdbcClient database = heed.database();
            return database.sql(sql).param(heed.hash(contactPoint)).query(Long.class).single();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
