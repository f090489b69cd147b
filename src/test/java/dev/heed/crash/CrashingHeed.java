package dev.heed.crash;

import dev.heed.HeedApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Heed as it is, but that it dies on the spot when a message is about to enter the step named by {@code crash.before}
 * while the file {@code crash.armed} is there.
 */
public final class CrashingHeed {

    private CrashingHeed() {
    }

    public static void main(String[] args) {
        new SpringApplicationBuilder(HeedApplication.class, Death.class).logStartupInfo(false).run(args);
    }

    @Configuration(proxyBeanMethods = false)
    static class Death {

        @Bean
        InterceptStrategy death(Environment environment) {
            String step = environment.getProperty("crash.before", "");
            Path armed = Path.of(environment.getProperty("crash.armed", "armed"));
            return (CamelContext context, NamedNode node, Processor target, Processor next) ->
                    !step.equals(name(node)) ? target : exchange -> {
                        if (Files.deleteIfExists(armed)) {
                            Runtime.getRuntime().halt(137);
                        }
                        target.process(exchange);
                    };
        }

        /** As an operator sees it: the prefix of the route may or may not be on it yet. */
        private static String name(NamedNode node) {
            String prefix = node.getNodePrefixId() == null ? "" : node.getNodePrefixId();
            return node.getId() == null || node.getId().startsWith(prefix) ? node.getId() : prefix + node.getId();
        }
    }
}
