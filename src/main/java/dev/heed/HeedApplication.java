package dev.heed;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Starts Heed: its web server, its routes, and the broker and database it brings along unless others are named. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Wiring.class)
// The packages are named one by one, because the sandbox is a neighbour on the test class path and must stay a stranger.
@ComponentScan({
        "dev.heed.config", "dev.heed.embedded", "dev.heed.security", "dev.heed.operations",
        "dev.heed.sealing", "dev.heed.ledger",
        "dev.heed.edge", "dev.heed.intake", "dev.heed.delivery", "dev.heed.erasure", "dev.heed.session", "dev.heed.api"})
public class HeedApplication {

    public static void main(String[] args) {
        SpringApplication.run(HeedApplication.class, args);
    }
}
