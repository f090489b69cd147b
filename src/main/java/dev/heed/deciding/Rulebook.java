package dev.heed.deciding;

import dev.heed.config.CannotStartException;
import dev.heed.config.Taxonomy;
import dev.heed.evidence.CanonicalJson;
import dev.heed.evidence.Digests;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.Mapping;
import dev.heed.mapping.MappingFile;
import dev.heed.policy.Policy;
import dev.heed.policy.PolicyFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What an answer about any moment depends on besides what was said: the taxonomy, the policy, and the mapping tables by which the systems' values
 * mean something. Made of the texts alone, that it can be had again of those that were in force once. A mapping table is read when it is first
 * asked for, for one that is no longer understood is to stand in the way of nothing else.
 */
public final class Rulebook {

    static final String TAXONOMY = "config/taxonomy.yaml";
    static final String POLICY = "config/policy.yaml";

    /** A text of then says what is no longer understood. */
    public static final class Illegible extends RuntimeException {

        private Illegible(String sentence) {
            super(sentence);
        }
    }

    private final Map<String, String> texts;
    private final Taxonomy taxonomy;
    private final ContactPoints contactPoints;
    private final Decider decider;
    private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();

    private Rulebook(Map<String, String> texts, Taxonomy taxonomy, Policy policy) {
        this.texts = texts;
        this.taxonomy = taxonomy;
        this.contactPoints = new ContactPoints(policy.home());
        this.decider = new Decider(policy, taxonomy, Map.of());
    }

    /**
     * @param texts by the names of the files
     * @throws Illegible if taxonomy or policy are not understood
     */
    public static Rulebook of(Map<String, String> texts) {
        Taxonomy taxonomy = legible(TAXONOMY, () -> Taxonomy.of(TAXONOMY, texts.get(TAXONOMY)));
        return new Rulebook(texts, taxonomy, legible(POLICY, () -> PolicyFile.of(POLICY, texts.get(POLICY), taxonomy)));
    }

    /** Of the texts as they are, comments too: SHA-256 of their canonical JSON (RFC 8785). */
    public static String digest(Map<String, String> texts) {
        return Digests.hex(Digests.sha256(CanonicalJson.of(texts)));
    }

    static String mappingOf(String system) {
        return "mappings/" + system + ".mapping.yaml";
    }

    /** Says what held. Knows no systems: what would be carried is no question about the past. */
    public Decider decider() {
        return decider;
    }

    /**
     * The table of a system; nothing if it was not there or not switched on.
     *
     * @throws Illegible if it is not understood
     */
    public Optional<Mapping> mapping(String system) {
        String name = mappingOf(system);
        return Optional.ofNullable(texts.get(name)).map(text -> mappings.computeIfAbsent(system,
                first -> legible(name, () -> MappingFile.of(name, text, contactPoints, taxonomy::knows))));
    }

    private static <T> T legible(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CannotStartException e) {
            throw new Illegible(e.getMessage());
        } catch (RuntimeException e) {
            // of another exception the name alone: nobody wrote its words for those who ask
            throw new Illegible(name + ": is not understood (" + e.getClass().getSimpleName() + ")");
        }
    }
}
