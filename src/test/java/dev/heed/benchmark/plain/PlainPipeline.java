package dev.heed.benchmark.plain;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * What a team would write by hand to carry changes from one webhook to some systems: a durable topic, and for each system one transacted consumer that
 * makes one call a change. It knows nothing of Heed. What it does not do: remember, prove, order, recognise what it has seen, decide between systems.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {
        DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, SecurityAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class})
@ComponentScan
public class PlainPipeline {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PlainPipeline.class);
        application.setDefaultProperties(Map.of(
                // application.yaml on this class path is Heed's
                "spring.config.name", "plain",
                "logging.level.root", "WARN"));
        application.run(args);
    }
}
