package dev.heed.erasure;

import dev.heed.config.YamlFile;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.system.Manifest.Erasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which systems delete the records of a person who is erased, by their manifests; all others are told to suppress. */
@Component
class ErasingSystems {

    private final Set<String> deleting;
    private final Set<String> suppressing;

    ErasingSystems(Systems systems, @Value("${heed.home:.}") String home) {
        this.deleting = names(systems, card -> card.manifest().erasure() == Erasure.DELETE);
        this.suppressing = names(systems, card -> card.manifest().erasure() == Erasure.SUPPRESS);
        deleting.forEach(system -> canDelete(Path.of(home), system));
    }

    Set<String> deleting() {
        return deleting;
    }

    Set<String> suppressing() {
        return suppressing;
    }

    private static Set<String> names(Systems systems, Predicate<SystemCard> which) {
        return systems.all().stream().filter(which).map(SystemCard::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void canDelete(Path home, String system) {
        Path route = Path.of("routes", system, system + "-erase.camel.yaml");
        if (Files.notExists(home.resolve(route))) {
            throw YamlFile.read(home.resolve("config/systems/" + system + ".yaml"), "system.schema.json")
                    .error("/erasure", "it is to delete, but there is no route that does: " + route);
        }
    }
}
