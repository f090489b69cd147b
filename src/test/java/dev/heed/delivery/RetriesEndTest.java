package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The error handlings of {@code routes/errors} that call again at once, around a part that starts with no headers and calls a system that is down. */
class RetriesEndTest {

    private static final String CALLING = """
            - route:
                routeConfigurationId: %s
                from:
                  uri: direct:call
                  steps:
                    - to: direct:part
            - route:
                routeConfigurationId: errors-within
                from:
                  uri: direct:part
                  steps:
                    - removeHeaders:
                        pattern: "*"
                        excludePattern: CamelRedeliveryCounter
                    - to: kamelet:odata-batch-action?system=one
            - route:
                from:
                  uri: direct:receipts
                  steps:
                    - stop: {}
            """;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger noted = new AtomicInteger();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:routes/kamelets");
        camel.getRegistry().bind("answers", OneSystem.answers());
        camel.getRegistry().bind("sessions", new CallActionTest.SignedIn("http://localhost:" + server.getAddress().getPort()));
        camel.getRegistry().bind("odataBatch", new ODataBatch(new ObjectMapper()));
        camel.getRegistry().bind("oneAttempt", new OneAttempt());
        camel.getRegistry().bind("pace", new Pace(OneSystem.systems(1000, Duration.ofSeconds(1)), meters));
        List.of("outbox", "deleting").forEach(notes -> camel.getRegistry().bind(notes, new Notes(noted)));
        new Breakers(OneSystem.systems(), OneSystem.answers(), meters).beforeApplicationStart(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors-out", "errors-erase", "errors-feed", "errors-again"})
    void aCallThatFailsIsMadeTwiceAgainAndThenGivenUp(String errors) throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        loader.loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/errors/" + errors + ".camel.yaml"),
                ResourceHelper.resolveMandatoryResource(camel, "file:routes/errors/errors-within.camel.yaml"),
                ResourceHelper.fromString("calling.camel.yaml", CALLING.formatted(errors)));
        camel.start();

        Future<Exchange> call = camel.createProducerTemplate().asyncSend("direct:call", exchange -> exchange.getMessage().setBody("[{\"method\": \"DELETE\", \"path\": \"contacts(1)\"}]"));

        await().atMost(Duration.ofSeconds(20)).until(() -> call.isDone() || calls.get() > 3);
        assertThat(calls).hasValue(3);
        assertThat(noted).as("why is noted where there is a table for it").hasValue(List.of("errors-out", "errors-erase").contains(errors) ? 1 : 0);
    }

    /** Stands where the reason is written down. */
    public record Notes(AtomicInteger count) {

        public void fail(Exchange exchange) {
            count.incrementAndGet();
        }
    }
}
