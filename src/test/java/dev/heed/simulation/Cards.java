package dev.heed.simulation;

import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decider;
import dev.heed.deciding.SystemCard;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.MappingFile;
import dev.heed.policy.Policy;
import dev.heed.policy.Statements;
import dev.heed.system.ManifestFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The systems of the simulation, each with the ways of one kind of real system, and the policy they are carried by. */
final class Cards {

    static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));
    static final Policy POLICY = Statements.POLICY;
    static final List<String> NAMES = List.of("crm", "mail", "shop", "sms", "agency", "kiosk", "hotline");

    private static final Path FILES = Path.of("src/test/resources/simulation");
    private static final Map<String, SystemCard> ALL = new LinkedHashMap<>();

    static {
        NAMES.forEach(name -> ALL.put(name, new SystemCard(ManifestFile.read(FILES.resolve(name + ".yaml"), TAXONOMY::knows, text -> text),
                MappingFile.read(FILES.resolve(name + ".mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows))));
    }

    private Cards() {
    }

    static SystemCard card(String name) {
        return ALL.get(name);
    }

    static Brain brain(Policy policy, Map<String, SystemCard> cards) {
        return Brain.of(new Decider(policy, TAXONOMY, cards));
    }
}
