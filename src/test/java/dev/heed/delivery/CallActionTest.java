package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kamelet by which every call goes out, as it stands in {@code routes/kamelets}, and a server that answers as it is told. */
class CallActionTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Breakers breakers = new Breakers(OneSystem.systems(), OneSystem.answers(), meters);
    private volatile int status = 200;
    private HttpServer server;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        camel = new DefaultCamelContext();
        camel.getComponent("kamelet", KameletComponent.class).setLocation("file:routes/kamelets");
        camel.getRegistry().bind("sessions", new SignedIn("http://localhost:" + server.getAddress().getPort()));
        camel.getRegistry().bind("oneAttempt", new OneAttempt());
        breakers.beforeApplicationStart(camel);
        allow(1000, Duration.ofSeconds(1));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop(0);
    }

    @Test
    void aCallIsMadeOnceWhateverTheAnswer() {
        status = 503;
        assertThat(call("/a").getException()).hasRootCauseInstanceOf(HttpOperationFailedException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aSystemThatKeepsFailingIsLetAloneByAllWhoCallItAndACallThatIsNotMadeIsNoAnswer() {
        status = 503;
        for (int i = 0; i < 5; i++) {
            call("/a");
            call("/b");
        }
        status = 200;
        assertThat(call("/a").getException()).isInstanceOf(CallNotPermittedException.class);
        assertThat(call("/b").getException()).isInstanceOf(CallNotPermittedException.class);
        assertThat(calls).hasValue(10);
        assertThat(breakers.state("one")).isEqualTo("open");
        assertThat(meters.get("heed.breaker.open").tag("system", "one").gauge().value()).isEqualTo(1);
    }

    @Test
    void whoRefusesIsThere() {
        status = 400;
        for (int i = 0; i < 12; i++) {
            assertThat(call("/a").getException()).hasRootCauseInstanceOf(HttpOperationFailedException.class);
        }
        assertThat(breakers.state("one")).isEqualTo("closed");
    }

    @Test
    void allWhoCallASystemKeepWithinItsLimitTogether() {
        allow(4, Duration.ofSeconds(2));
        long began = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            call("/a");
            call("/b");
            call("/c");
        }
        assertThat(System.nanoTime() - began).as("nine calls, four in two seconds").isGreaterThan(2_000_000_000L);
        assertThat(calls).hasValue(9);
    }

    @Test
    void howManyCallsAreLeftIsShown() {
        meters.clear();
        allow(4, Duration.ofMinutes(1));
        call("/a");
        System.gc();
        assertThat(meters.get("heed.pace.left").tag("system", "one").gauge().value()).isEqualTo(3);
    }

    private void allow(int requests, Duration period) {
        camel.getRegistry().bind("pace", new Pace(OneSystem.systems(requests, period), meters));
    }

    private Exchange call(String path) {
        return camel.createProducerTemplate().request("kamelet:call-action?system=one&method=POST&path=" + path, exchange -> exchange.getMessage().setBody("{}"));
    }

    /** Stands where the sign-in would. */
    public record SignedIn(String base) {

        public void authorize(Exchange exchange) {
            exchange.setProperty("heedBase", base);
        }
    }
}
