package dev.heed.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Actor;
import dev.heed.change.Evidence;
import dev.heed.change.PointOrigin;
import dev.heed.config.Taxonomy;
import dev.heed.config.YamlFile;
import dev.heed.identity.Countries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code config/policy.yaml}. What is left out is as the law has it. */
public final class PolicyFile {

    private final YamlFile file;
    private final Taxonomy taxonomy;

    private PolicyFile(YamlFile file, Taxonomy taxonomy) {
        this.file = file;
        this.taxonomy = taxonomy;
    }

    public static Policy read(Path path, Taxonomy taxonomy) {
        return of(path.toString(), YamlFile.text(path), taxonomy);
    }

    /** @param name by which the text is called where something is wrong with it */
    public static Policy of(String name, String text, Taxonomy taxonomy) {
        return new PolicyFile(YamlFile.of(name, text, "policy.schema.json"), taxonomy).policy();
    }

    private Policy policy() {
        JsonNode content = file.content();
        OverlayReader overlays = new OverlayReader(file, taxonomy);
        return new Policy(Duration.parse(content.path("concurrencyWindow").asText("PT2S")), Duration.parse(content.path("clockSkew").asText("PT0.5S")),
                content.path("repairs").asInt(5), home(content.path("homeRegion")), ranks(content.path("evidence")), lifting(content.path("lifting")),
                sources(content.path("sources")), points(content.path("points")), overlays.read("", content),
                jurisdictions(content.path("jurisdictions"), overlays));
    }

    private String home(JsonNode region) {
        if (region.isMissingNode()) {
            return "ZZ";
        }
        country("/homeRegion", region.asText());
        return region.asText();
    }

    private void country(String pointer, String code) {
        if (!Countries.known(code)) {
            throw file.error(pointer, "'" + code + "' is no country of ISO 3166" + (code.equals("UK") ? "; the United Kingdom is GB" : ""));
        }
    }

    private Ranks ranks(JsonNode array) {
        if (array.isMissingNode()) {
            return Ranks.USUAL;
        }
        List<Evidence> ranks = new ArrayList<>();
        for (JsonNode name : array) {
            Evidence evidence = Evidence.of(name.asText());
            if (Ranks.AFFIRMATIVE.contains(evidence) && ranks.size() >= Ranks.AFFIRMATIVE.size()) {
                throw file.error("/evidence", "'" + ranks.stream().filter(rank -> !Ranks.AFFIRMATIVE.contains(rank)).findFirst().orElseThrow().text()
                        + "' stands above '" + evidence.text() + "': what nobody did is never stronger evidence than what somebody did");
            }
            ranks.add(evidence);
        }
        return new Ranks(List.copyOf(ranks));
    }

    private static Lifting lifting(JsonNode row) {
        String agent = row.path("agent").asText(Lifting.USUAL.agent().text());
        return new Lifting(Evidence.of(row.path("subject").asText(Lifting.USUAL.subject().text())),
                agent.equals("nothing") ? null : Evidence.of(agent));
    }

    private static Map<String, SourceTrust> sources(JsonNode rows) {
        Map<String, SourceTrust> sources = new LinkedHashMap<>();
        rows.properties().forEach(entry -> {
            JsonNode row = entry.getValue();
            Set<Actor> actors = EnumSet.noneOf(Actor.class);
            row.path("actors").forEach(name -> actors.add(Actor.of(name.asText())));
            sources.put(entry.getKey(), new SourceTrust(Evidence.of(row.path("authority").asText(SourceTrust.FULL.authority().text())),
                    actors.isEmpty() ? SourceTrust.FULL.actors() : actors,
                    row.has("clockSkew") ? Duration.parse(row.path("clockSkew").asText()) : null));
        });
        return sources;
    }

    private Map<PointOrigin, Set<String>> points(JsonNode rows) {
        Map<PointOrigin, Set<String>> points = new EnumMap<>(PointOrigin.class);
        OverlayReader names = new OverlayReader(file, taxonomy);
        rows.properties().forEach(entry -> points.put(PointOrigin.of(entry.getKey()),
                names.purposes("/points/" + entry.getKey(), entry.getValue())));
        return points;
    }

    private Jurisdictions jurisdictions(JsonNode rows, OverlayReader overlays) {
        Map<String, Overlay> read = new LinkedHashMap<>();
        Map<String, String> unions = new LinkedHashMap<>();
        rows.properties().forEach(entry -> {
            String pointer = "/jurisdictions/" + entry.getKey();
            read.put(entry.getKey(), overlays.read(pointer, entry.getValue()));
            JsonNode members = entry.getValue().path("members");
            if (members.isMissingNode()) {
                country(pointer, entry.getKey().substring(0, 2));
            }
            members.forEach(member -> {
                country(pointer + "/members", member.asText());
                if (rows.has(member.asText())) {
                    throw file.error(pointer + "/members", "'" + member.asText() + "' is a member of " + entry.getKey() + " and has rules of its own; it can have one law only");
                }
                String other = unions.put(member.asText(), entry.getKey());
                if (other != null) {
                    throw file.error(pointer + "/members", "'" + member.asText() + "' is a member of " + other + " and of " + entry.getKey());
                }
            });
        });
        return new Jurisdictions(read, unions);
    }
}
