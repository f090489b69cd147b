package dev.heed.sandbox.dynamics365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sandbox.People;
import dev.heed.sandbox.Sandbox;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Dynamics365InSandboxTest {

    @Test
    void misbehavesWithTheRestOfTheSandbox() throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver(); Sandbox sandbox = Sandbox.start(0, 0, receiver.url())) {
            Dynamics365Simulator simulator = sandbox.system(Dynamics365Simulator.class);
            simulator.enrol(People.all().get(0));
            Caller api = new Caller(sandbox.port()).signIn();

            simulator.faults().answer(1, 503, 7);
            assertThat(api.get("contacts").header("Retry-After")).isEqualTo("7");
            simulator.faults().dropAfter();
            assertThatThrownBy(() -> api.post("contacts", "{\"lastname\":\"Unheard\"}")).hasCauseInstanceOf(IOException.class);

            assertThat(simulator.writes().count()).isEqualTo(1);
            assertThat(api.get("contacts/$count").body()).isEqualTo("2");
            simulator.faults().dropBefore();
            assertThatThrownBy(() -> api.post("contacts", "{\"lastname\":\"Lost\"}")).hasCauseInstanceOf(IOException.class);

            assertThat(simulator.writes().count()).isEqualTo(1);
            assertThat(api.get("contacts/$count").body()).isEqualTo("2");
        }
    }
}
