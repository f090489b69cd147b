package dev.heed.deciding;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Provenance;
import dev.heed.config.Taxonomy;
import dev.heed.config.YamlFile;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.MappingFile;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Said;
import dev.heed.policy.Statements;
import dev.heed.system.Manifest;
import dev.heed.system.ManifestFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.StandardEnvironment;

/** The systems as their files declare them, and readings of a record in them, token by token. */
final class DeclaredSystems {

    static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    static final ContactPoint PHONE = new ContactPoint(ContactPoint.Kind.PHONE, "+12025550123");

    private DeclaredSystems() {
    }

    /** Every system of {@code config/systems}, one whose flag stops all contact, and one that knows a topic only. */
    static Map<String, SystemCard> systems() {
        Map<String, SystemCard> systems = new LinkedHashMap<>();
        YamlFile.in(Path.of("config/systems"), ".yaml").forEach(file -> put(systems, file, Path.of("mappings")));
        List.of("hotline", "letter").forEach(name -> put(systems, Path.of("src/test/resources/deciding/" + name + ".yaml"), Path.of("src/test/resources/deciding")));
        return systems;
    }

    private static void put(Map<String, SystemCard> systems, Path file, Path mappings) {
        Manifest manifest = ManifestFile.read(file, TAXONOMY::knows, new StandardEnvironment()::resolvePlaceholders);
        systems.put(manifest.system(), new SystemCard(manifest,
                MappingFile.read(mappings.resolve(manifest.system() + ".mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows)));
    }

    /** The record shows these tokens, and nobody marks them as ours. */
    static Reading reading(SystemCard system, Map<Key, String> tokens, Actor actor, Evidence evidence, Instant at) {
        List<Said> said = tokens.entrySet().stream().map(entry -> new Said(entry.getKey(), entry.getValue(),
                system.mapping().meaning(entry.getKey(), entry.getValue()).orElseThrow(), false)).toList();
        String record = system.manifest().records() == Manifest.Records.PHONE ? PHONE.value() : "r1";
        return new Reading(system.name(), record, true, false, false, null, Statements.EMAIL, PHONE, new Provenance(system.name(), record,
                "e" + at.toEpochMilli(), actor, "test", evidence, null, null, at, at, false, null, at, "d", system.name() + "@1", List.of(system.name())), said);
    }
}
