package dev.heed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class MemoryTest {

    private static final URI NOBODY = URI.create("http://localhost:1");
    private static final String ADA = "ada@example.com";
    /** Lever and value, by system. */
    private static final Map<String, String[]> REFUSALS = Map.of(
            "dynamics365", new String[] {"consent_text_message", "Opted Out"}, "eloqua", new String[] {"Global", "Unsubscribe"},
            "responsys", new String[] {"MOBILE_PERMISSION_STATUS_", "O"}, "salesforce", new String[] {"HasOptedOutOfSms__c", "true"},
            "twilio", new String[] {"sms", "STOP"});

    @TempDir
    Path folder;

    @Test
    void theSystemsKnowAfterAKillWhatTheyKnewBefore() throws IOException {
        Path living = folder.resolve("living");
        try (Sandbox sandbox = Sandbox.start(0, 0, NOBODY, living)) {
            sandbox.enrol(People.all());
            Map<String, Object> asEnrolled = held(sandbox);
            REFUSALS.forEach((system, act) -> sandbox.systems().get(system).act(ADA, act[0], act[1]));
            Map<String, Object> before = held(sandbox);
            assertThat(before).allSatisfy((system, holds) -> assertThat(holds).isNotEqualTo(asEnrolled.get(system)));

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(afterAKill(living)).isEqualTo(before));
        }
    }

    @Test
    void whoIsEnrolledAgainIsThereOnceAndAsBefore() {
        Map<String, Object> before;
        try (Sandbox sandbox = Sandbox.start(0, 0, NOBODY, folder)) {
            sandbox.enrol(People.all());
            REFUSALS.forEach((system, act) -> sandbox.systems().get(system).act(ADA, act[0], act[1]));
            before = held(sandbox);
        }
        try (Sandbox sandbox = Sandbox.start(0, 0, NOBODY, folder)) {
            sandbox.enrol(People.all());
            assertThat(held(sandbox)).isEqualTo(before);
        }
    }

    @Test
    void aMemoryThatCannotBeReadIsLeftAside() throws IOException {
        Files.write(Files.createDirectories(folder).resolve("twilio.memory"), new byte[] {1, 2, 3});
        try (Sandbox sandbox = Sandbox.start(0, 0, NOBODY, folder)) {
            sandbox.enrol(People.all());
            assertThat(held(sandbox)).containsOnlyKeys(REFUSALS.keySet());
        }
    }

    /** What is on the disk while the systems live is what a kill leaves behind. */
    private Map<String, Object> afterAKill(Path living) throws IOException {
        Path left = folder.resolve("left");
        FileSystemUtils.deleteRecursively(left);
        FileSystemUtils.copyRecursively(living, left);
        try (Sandbox sandbox = Sandbox.start(0, 0, NOBODY, left)) {
            return held(sandbox);
        }
    }

    /** What they hold of Ada, by system. */
    private static Map<String, Object> held(Sandbox sandbox) {
        Map<String, Object> held = new TreeMap<>();
        sandbox.systems().forEach((name, system) -> system.holds(ADA).ifPresent(holds -> held.put(name, holds)));
        return held;
    }
}
