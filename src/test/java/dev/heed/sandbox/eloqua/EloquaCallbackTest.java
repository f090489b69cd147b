package dev.heed.sandbox.eloqua;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EloquaCallbackTest extends EloquaTestBase {

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private HttpServer listener;

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", call -> {
            calls.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        listener.start();
    }

    @AfterEach
    void silence() {
        listener.stop(0);
    }

    @Test
    void tellsTheCallbackOnceTheSyncHasEnded() throws InterruptedException {
        String definition = client.define("/contacts/exports", "{`name`:`x`,`fields`:{`Id`:`{{Contact.Id}}`}}");

        var answer = client.bulk("/syncs", "{\"syncedInstanceUri\":\"%s\",\"callbackUrl\":\"http://localhost:%s/done\"}"
                .formatted(definition, listener.getAddress().getPort()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(calls.poll(5, TimeUnit.SECONDS)).contains("\"status\":\"success\"", answer.json().get("uri").asText());
    }

    @Test
    void refusesACallbackThatIsNoUrl() {
        String definition = client.define("/contacts/exports", "{`name`:`x`,`fields`:{`Id`:`{{Contact.Id}}`}}");

        assertThat(client.bulk("/syncs", "{\"syncedInstanceUri\":\"%s\",\"callbackUrl\":\"call me\"}".formatted(definition)).status())
                .isEqualTo(400);
    }
}
