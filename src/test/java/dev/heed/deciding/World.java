package dev.heed.deciding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.config.Taxonomy;
import dev.heed.identity.ContactPoints;
import dev.heed.mapping.MappingFile;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import dev.heed.policy.Statements;
import dev.heed.system.ManifestFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One customer in three systems that all echo, and the deciding core between them: no threads, no clock but its own. */
final class World {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("src/test/resources/deciding");
    private static final Taxonomy TAXONOMY = Taxonomy.read(Path.of("config/taxonomy.yaml"));

    /** A record in a system, and what its feed has yet to tell. */
    private static final class Site {
        final ObjectNode record = JSON.createObjectNode();
        final Deque<ObjectNode> feed = new ArrayDeque<>();
        int writes;
    }

    private final Map<String, SystemCard> cards = new LinkedHashMap<>();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Decider decider;
    private final List<Change> changes = new ArrayList<>();
    private Dossier dossier = new Dossier(Statements.ADA, Set.of(), List.of(), List.of());
    private Instant now = Statements.NOON;

    World(String... systems) {
        for (String system : systems) {
            cards.put(system, new SystemCard(ManifestFile.read(FILES.resolve(system + ".yaml"), TAXONOMY::knows, text -> text),
                    MappingFile.read(FILES.resolve(system + ".mapping.yaml"), new ContactPoints("US"), TAXONOMY::knows)));
            Site site = new Site();
            site.record.put("id", "1").put("email", "ada@example.com").put("wish", "");
            cards.get(system).mapping().keys().forEach(key -> cards.get(system).mapping().tokenFor(key, "not_set")
                    .filter(token -> key.text().contains("/")).ifPresent(token -> site.record.setAll(cards.get(system).mapping().write(Map.of(key, token), Map.of()))));
            sites.put(system, site);
            tell(site);
        }
        decider = new Decider(Statements.POLICY, TAXONOMY, cards);
    }

    /** Somebody changes a native field; the system's feed will tell. */
    void act(String system, String field, String value) {
        later(Duration.ofSeconds(10));
        Site site = sites.get(system);
        if (field.equals("optedOut")) {
            site.record.put(field, Boolean.parseBoolean(value));
        } else {
            site.record.put(field, value);
        }
        tell(site);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    /** Lets the feeds tell and the deliveries go out, in an order that the random source chooses, until nothing is left to do. */
    int settle(Random random) {
        int writes = 0;
        for (int rounds = 0; rounds < 500; rounds++) {
            List<String> talking = sites.entrySet().stream().filter(site -> !site.getValue().feed.isEmpty()).map(Map.Entry::getKey).toList();
            List<String> waiting = cards.keySet().stream().filter(system -> !decider.differences(dossier, system, now).isEmpty()).toList();
            if (talking.isEmpty() && waiting.isEmpty()) {
                return writes;
            }
            later(Duration.ofMillis(50));
            if (!talking.isEmpty() && (waiting.isEmpty() || random.nextBoolean())) {
                hear(talking.get(random.nextInt(talking.size())));
            } else {
                writes += carry(waiting.get(random.nextInt(waiting.size())));
            }
        }
        throw new AssertionError("the systems never went quiet");
    }

    String shows(String system, String field) {
        return sites.get(system).record.path(field).asText();
    }

    int writes(String system) {
        return sites.get(system).writes;
    }

    List<Change> changes() {
        return changes;
    }

    Decisions hear(String system) {
        ObjectNode told = sites.get(system).feed.poll();
        Reading reading = cards.get(system).mapping().read(new Message("records", told.toString().getBytes(StandardCharsets.UTF_8), null, false, now, "d")).get(0);
        Decisions decisions = decider.decide(dossier, reading);
        decisions.judged().forEach(judged -> changes.add(judged.change()));
        dossier = decisions.dossier();
        return decisions;
    }

    private int carry(String system) {
        Site site = sites.get(system);
        int written = 0;
        for (var entry : decider.differences(dossier, system, now).entrySet()) {
            Map<Key, String> tokens = new LinkedHashMap<>();
            entry.getValue().forEach(difference -> tokens.put(difference.key(), difference.token()));
            RecordView sending = entry.getKey().sending(tokens, now);
            site.record.setAll(cards.get(system).mapping().write(tokens, Map.of()));
            site.writes++;
            written++;
            tell(site);
            dossier = dossier.with(sending.accepted(tokens, now));
        }
        return written;
    }

    private void tell(Site site) {
        site.feed.add(site.record.deepCopy().put("at", now.toEpochMilli()));
    }

    Set<String> keysHeld(String system) {
        Set<String> keys = new LinkedHashSet<>();
        dossier.recordsIn(system).forEach(record -> record.held().keySet().forEach(key -> keys.add(key.text())));
        return keys;
    }
}
