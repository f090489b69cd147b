package dev.heed;

import dev.heed.config.CannotStartException;
import dev.heed.config.Taxonomy;
import dev.heed.config.YamlFile;
import dev.heed.deciding.Decider;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Mapping;
import dev.heed.mapping.MappingFile;
import dev.heed.policy.Policy;
import dev.heed.policy.PolicyFile;
import dev.heed.system.Manifest;
import dev.heed.system.ManifestFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the files of the project: taxonomy, policy, and for every system its manifest and its mapping table. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    private final Path home;

    Wiring(@Value("${heed.home:.}") String home) {
        this.home = Path.of(home);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Taxonomy taxonomy() {
        return Taxonomy.read(home.resolve("config/taxonomy.yaml"));
    }

    @Bean
    Policy policy(Taxonomy taxonomy) {
        return PolicyFile.read(home.resolve("config/policy.yaml"), taxonomy);
    }

    @Bean
    ContactPoints contactPoints(Policy policy) {
        return new ContactPoints(policy.home());
    }

    @Bean("systemCards")
    Systems systems(Taxonomy taxonomy, ContactPoints contactPoints, Environment environment) {
        Map<String, SystemCard> systems = new LinkedHashMap<>();
        for (Path file : YamlFile.in(home.resolve("config/systems"), ".yaml")) {
            Manifest manifest = ManifestFile.read(file, taxonomy::knows, environment::resolveRequiredPlaceholders);
            if (manifest.enabled()) {
                Mapping mapping = MappingFile.read(home.resolve("mappings/" + manifest.system() + ".mapping.yaml"), contactPoints, taxonomy::knows);
                manifest.holds().keySet().stream().filter(key -> !mapping.keys().contains(key)).findFirst().ifPresent(key -> {
                    throw new CannotStartException(file + ": holds " + key.text() + ", but mappings/" + manifest.system()
                            + ".mapping.yaml has no field that means it", "Add the field, or take the line out.");
                });
                systems.put(manifest.system(), new SystemCard(manifest, mapping));
            }
        }
        return new Systems(systems);
    }

    @Bean
    Decider decider(Policy policy, Taxonomy taxonomy, Systems systems) {
        return new Decider(policy, taxonomy, systems.byName());
    }
}
