package dev.heed.sandbox.dynamics365;

import dev.heed.SettableClock;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The simulator alone on a port of its own, with a clock to move, a receiver of its webhook and a caller that is signed in. */
final class Environment implements AutoCloseable {

    /** Without an annotation of Spring's, so that the sandbox's own scan passes it by. */
    @ComponentScan
    @ImportAutoConfiguration({
            PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
            HttpMessageConvertersAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class,
            DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class})
    static class Application {

        @Bean
        SettableClock clock() {
            return new SettableClock();
        }
    }

    private final ServletWebServerApplicationContext context;
    private final WebhookReceiver receiver = new WebhookReceiver();

    Environment() throws IOException {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class).logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of("server.port", 0, "sandbox.heed", receiver.url(), "spring.config.name", "none",
                        "spring.main.banner-mode", "off"))
                .run();
    }

    Caller caller() {
        return new Caller(context.getWebServer().getPort()).signIn();
    }

    Caller stranger() {
        return new Caller(context.getWebServer().getPort());
    }

    Dynamics365Simulator simulator() {
        return context.getBean(Dynamics365Simulator.class);
    }

    SettableClock clock() {
        return context.getBean(SettableClock.class);
    }

    WebhookReceiver receiver() {
        return receiver;
    }

    void clear() {
        clock().reset();
        simulator().reset();
        simulator().faults().clear();
        simulator().writes().clear();
        receiver.clear();
    }

    /** A consent of an e-mail address for the Commercial purpose. */
    static String consent(String address, int value) {
        return """
                {"msdynmkt_contactpointvalue":"%s","msdynmkt_contactpointtype":534120000,"msdynmkt_contactpointconsenttype":534120000,
                 "msdynmkt_value":%s,"msdynmkt_logicalreason":534119999,"msdynmkt_purposeId@odata.bind":"/msdynmkt_purposes(10000000-0000-0000-0000-000000000003)"}"""
                .formatted(address, value);
    }

    /** Address of the row a write answered with, below the Web API. */
    static String row(Caller.Reply reply) {
        String address = reply.header("OData-EntityId");
        return address.substring(address.indexOf("/v9.2/") + "/v9.2/".length());
    }

    static UUID id(Caller.Reply reply) {
        String row = row(reply);
        return UUID.fromString(row.substring(row.indexOf('(') + 1, row.length() - 1));
    }

    @Override
    public void close() {
        context.close();
        receiver.close();
    }
}
