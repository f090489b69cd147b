package dev.heed.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.SettableClock;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.sandbox.Sandbox;
import dev.heed.sandbox.responsys.ResponsysSimulator;
import dev.heed.system.ManifestFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** Heed signs in as {@code config/systems/responsys.yaml} says, to the simulated system; only Heed's clock is moved. */
class SessionsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SettableClock clock = new SettableClock();
    private Sandbox sandbox;
    private ResponsysSimulator responsys;
    private Sessions sessions;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        responsys = sandbox.system(ResponsysSimulator.class);
        MockEnvironment environment = new MockEnvironment().withProperty("HEED_RESPONSYS_URL", sandbox.url() + "/responsys")
                .withProperty("HEED_RESPONSYS_USER", ResponsysSimulator.USER).withProperty("HEED_RESPONSYS_PASSWORD", ResponsysSimulator.PASSWORD);
        SystemCard card = new SystemCard(ManifestFile.read(Path.of("config/systems/responsys.yaml"), key -> true, environment::resolvePlaceholders), null);
        sessions = new Sessions(new Systems(Map.of("responsys", card)), new JsonMapper(), clock, environment);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        camel.stop();
    }

    @Test
    void aTokenIsUsedForAsLongAsItLasts() throws Exception {
        String first = authorization();
        clock.forward(Duration.ofMinutes(50));
        assertThat(authorization()).isEqualTo(first);
        assertThat(responsys.logins()).containsExactly("password");
    }

    @Test
    void aTokenThatHasLastedDrawsTheNextOneSoThatThePasswordIsSentOnce() throws Exception {
        String first = authorization();
        clock.forward(Duration.ofMinutes(56));
        String second = authorization();
        clock.forward(Duration.ofMinutes(56));
        String third = authorization();
        assertThat(first).isNotEqualTo(second).isNotEqualTo(third);
        assertThat(letIn(third)).isEqualTo(200);
        assertThat(responsys.logins()).containsExactly("password", "token", "token");
    }

    @Test
    void whereTheTokenHasEndedMeanwhileThePasswordIsSentAgain() throws Exception {
        authorization();
        responsys.expireTokens();
        clock.forward(Duration.ofHours(5));
        assertThat(letIn(authorization())).isEqualTo(200);
        assertThat(responsys.logins()).containsExactly("password", "password");
    }

    @Test
    void aTokenThatASystemRefusesDrawsNoOther() throws Exception {
        authorization();
        sessions.renew("responsys", exchange());
        assertThat(responsys.logins()).containsExactly("password", "password");
    }

    private String authorization() throws Exception {
        Exchange exchange = exchange();
        sessions.authorize(exchange);
        assertThat(exchange.getProperty("heedBase")).isEqualTo(sandbox.url() + "/responsys");
        return exchange.getMessage().getHeader("Authorization", String.class);
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty("heedSystem", "responsys");
        return exchange;
    }

    private int letIn(String authorization) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/responsys/rest/api/ratelimit"))
                .header("Authorization", authorization).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
