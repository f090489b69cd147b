package dev.heed;

import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Setup;
import dev.heed.deciding.Systems;
import dev.heed.identity.ContactPoints;
import dev.heed.policy.Policy;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the files of the project: taxonomy, policy, and for every system its manifest and its mapping table. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Setup setup(@Value("${heed.home:.}") String home, Environment environment) {
        Setup setup = Setup.read(Path.of(home), environment::resolveRequiredPlaceholders);
        setup.doubts().forEach(LOG::warn);
        return setup;
    }

    @Bean
    Taxonomy taxonomy(Setup setup) {
        return setup.taxonomy();
    }

    @Bean
    Policy policy(Setup setup) {
        return setup.policy();
    }

    @Bean
    ContactPoints contactPoints(Setup setup) {
        return setup.contactPoints();
    }

    @Bean("systemCards")
    Systems systems(Setup setup) {
        return setup.systems();
    }

    @Bean
    Decider decider(Setup setup) {
        return setup.decider();
    }
}
