package dev.heed.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heed.endtoend.SmsConsent;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real Heed is killed at the worst lines; started again, it has lost nothing and done nothing twice. */
class CrashTest {

    private static final Set<String> SYSTEMS = Set.of("salesforce", "dynamics365", "twilio", "eloqua", "responsys");

    /**
     * @param before step before which it dies
     * @param source system in which the change is made
     * @param once   systems that are surely written once; another may have been called as it died, and is called again: a call writes a state, not a step
     */
    private record Death(String before, String source, Set<String> once) {

        private int mostWrites(String system) {
            return system.equals(source) ? 0 : once.contains(system) ? 1 : 2;
        }
    }

    private static final List<Death> DEATHS = List.of(
            new Death("salesforce-in-keep", "salesforce", SYSTEMS),                           // heard, neither it nor its replay id kept
            new Death("wake-intake-to-inbound", "salesforce", SYSTEMS),                       // both kept and not yet acknowledged, nobody woken
            new Death("decide-close", "twilio", SYSTEMS),                                     // change, state and deliveries written, transaction open
            new Death("turn-to-tell", "responsys", SYSTEMS),                                  // ledger committed, broker not told
            new Death("twilio-out-call", "dynamics365", Set.of("twilio")),                    // loaded, not called
            new Death("twilio-out-settle", "eloqua", Set.of()),                               // called, status not written
            new Death("dynamics365-write-answers", "twilio", Set.of("dynamics365")),          // called, answer unread; it looks before it writes again
            new Death("responsys-call-answers", "twilio", Set.of()));                         // called, answer unread

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
        long streamed = 0;
        Death survived = null;
        Person last = null;
        for (Death death : DEATHS) {
            heed.start(death.before());
            if (last != null) {
                whole(last, survived, streamed);
            }
            last = enter(++number);
            survived = death;
            sandbox.systems().values().forEach(system -> system.writes().clear());
            streamed = streamed();
            heed.arm();
            refuse(last, death.source());
            heed.untilDead();
        }
        heed.start("");
        whole(last, survived, streamed);
    }

    private Person enter(int number) {
        Person person = new Person("crash" + number + "@example.com", "+1555010" + number, "Crash", "Number " + number, "en", "", SYSTEMS);
        sandbox.enrol(List.of(person));
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> count("select count(*) from record join contact_point using (subject_id) where point = ? and present and system <> 'twilio'", "email:" + person.email()) == 4
                && count("select count(*) from inbound where state = 'new' and ? is not null", "x") == 0);
        return person;
    }

    private static void refuse(Person person, String system) {
        SmsConsent consent = SmsConsent.of(system);
        sandbox.systems().get(system).act(person.email(), consent.lever, consent.no);
    }

    private static void whole(Person person, Death survived, long streamed) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).ignoreExceptions().untilAsserted(() -> {
            assertThat(SmsConsent.values()).allMatch(consent -> consent.refused(sandbox.systems().get(consent.system).holds(person.email()).orElseThrow()));
            assertThat(count("""
                    select count(*) from delivery join contact_point using (subject_id)
                    where point = ? and state in ('queued', 'accepted')""", "phone:" + person.phone())).isZero();
        });
        assertThat(count("select count(*) from ledger join contact_point using (subject_id) where contact_point.point = ? and key = 'sms/marketing'", "phone:" + person.phone())).isEqualTo(1);
        if (survived.source().equals("salesforce")) {
            assertThat(streamed() - streamed).as("events of the stream kept after %s", survived).isEqualTo(1);
        }
        sandbox.systems().values().forEach(system -> assertThat(system.writes().count()).as("writes into %s after %s", system.name(), survived)
                .isLessThanOrEqualTo(survived.mostWrites(system.name())));
    }

    private static long streamed() {
        return count("select count(*) from inbound where system = 'salesforce' and feed = 'changes' and ? is not null", "x");
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
