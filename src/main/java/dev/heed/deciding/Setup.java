package dev.heed.deciding;

import dev.heed.config.Taxonomy;
import dev.heed.config.YamlFile;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Mapping;
import dev.heed.mapping.MappingFile;
import dev.heed.policy.Policy;
import dev.heed.policy.PolicyFile;
import dev.heed.system.Manifest;
import dev.heed.system.ManifestFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All that decides and is not law, as the files of one folder say it: taxonomy, policy, and for every system its manifest and its mapping table.
 *
 * @param texts  of the files by which a look into the past is judged, by their names in the folder: see {@link Rulebook}
 * @param doubts what may be meant and may be a slip, a sentence each with file and line
 */
public record Setup(Taxonomy taxonomy, Policy policy, ContactPoints contactPoints, Systems systems, Map<String, String> texts, List<String> doubts) {

    /**
     * @param home         folder of {@code config} and {@code mappings}
     * @param placeholders puts values from the environment in the place of <code>${NAME}</code>
     */
    public static Setup read(Path home, UnaryOperator<String> placeholders) {
        Map<String, String> texts = new TreeMap<>();
        UnaryOperator<String> text = name -> texts.computeIfAbsent(name, file -> YamlFile.text(home.resolve(file)));
        Taxonomy taxonomy = Taxonomy.of(home.resolve(Rulebook.TAXONOMY).toString(), text.apply(Rulebook.TAXONOMY));
        Policy policy = PolicyFile.of(home.resolve(Rulebook.POLICY).toString(), text.apply(Rulebook.POLICY), taxonomy);
        ContactPoints contactPoints = new ContactPoints(policy.home());
        Map<String, SystemCard> systems = new LinkedHashMap<>();
        Set<String> declared = new TreeSet<>();
        for (Path file : YamlFile.in(home.resolve("config/systems"), ".yaml")) {
            Manifest manifest = ManifestFile.read(file, taxonomy::knows, placeholders);
            declared.add(manifest.system());
            if (manifest.enabled()) {
                String name = Rulebook.mappingOf(manifest.system());
                Mapping mapping = MappingFile.of(home.resolve(name).toString(), text.apply(name), contactPoints, taxonomy::knows);
                systems.put(manifest.system(), new SystemCard(manifest, fitting(file, manifest, mapping)));
            }
        }
        YamlFile rules = YamlFile.of(Rulebook.POLICY, text.apply(Rulebook.POLICY), "policy.schema.json");
        return new Setup(taxonomy, policy, contactPoints, new Systems(systems), texts, strangers(policy, declared, rules));
    }

    public Decider decider() {
        return new Decider(policy, taxonomy, systems.byName());
    }

    private static Mapping fitting(Path file, Manifest manifest, Mapping mapping) {
        manifest.holds().keySet().stream().filter(key -> !mapping.keys().contains(key)).findFirst().ifPresent(key -> {
            throw YamlFile.read(file, "system.schema.json").error("/holds/" + key.text().replace("/", "~1"), "holds " + key.text() + ", but mappings/"
                    + manifest.system() + ".mapping.yaml has no field that means it: add the field, or take the line out");
        });
        return mapping;
    }

    /** Whoever tells of changes by the API alone has no manifest, so that a name which stands nowhere may yet be right. */
    private static List<String> strangers(Policy policy, Set<String> systems, YamlFile file) {
        return policy.sources().keySet().stream().filter(source -> !systems.contains(source)).sorted()
                .map(source -> file.at("/sources/" + source, "'" + source + "' is no system of config/systems (" + String.join(", ", systems)
                        + "): what is said of it holds only for changes that the API is told of under this name")).toList();
    }
}
