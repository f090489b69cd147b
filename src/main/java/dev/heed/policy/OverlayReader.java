package dev.heed.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.change.Evidence;
import dev.heed.config.Taxonomy;
import dev.heed.config.YamlFile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads what {@code grants} and {@code revocation} say, for one place or for all. */
record OverlayReader(YamlFile file, Taxonomy taxonomy) {

    Overlay read(String pointer, JsonNode row) {
        JsonNode grants = row.path("grants");
        return new Overlay(byChannel(pointer + "/grants/evidence", grants.path("evidence"), Evidence::of),
                byChannel(pointer + "/grants/expire", grants.path("expire"), Period::parse),
                byChannel(pointer + "/grants/confirm", grants.path("confirm"), Period::parse),
                revocation(pointer + "/revocation", row.path("revocation")));
    }

    Set<String> purposes(String pointer, JsonNode array) {
        return names(pointer, array, taxonomy.purposes(), "purpose");
    }

    private <T> ByChannel<T> byChannel(String pointer, JsonNode node, Function<String, T> of) {
        if (node.isTextual()) {
            return new ByChannel<>(Map.of("*", of.apply(node.asText())));
        }
        Map<String, T> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (!entry.getKey().equals("*")) {
                known(pointer + "/" + entry.getKey(), entry.getKey(), taxonomy.channels().keySet(), "channel");
            }
            values.put(entry.getKey(), of.apply(entry.getValue().asText()));
        });
        return new ByChannel<>(values);
    }

    private Revocation revocation(String pointer, JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        Reach reach = Reach.valueOf((node.isTextual() ? node : node.path("reach")).asText().toUpperCase(Locale.ROOT));
        return new Revocation(reach, names(pointer + "/channels", node.path("channels"), taxonomy.channels().keySet(), "channel"),
                purposes(pointer + "/purposes", node.path("purposes")), day(pointer + "/from", node.path("from")));
    }

    private LocalDate day(String pointer, JsonNode node) {
        try {
            return node.isMissingNode() ? null : LocalDate.parse(node.asText());
        } catch (DateTimeException e) {
            throw file.error(pointer, "'" + node.asText() + "' is no day of the calendar");
        }
    }

    private Set<String> names(String pointer, JsonNode array, Set<String> known, String kind) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode name : array) {
            known(pointer + "/" + names.size(), name.asText(), known, kind);
            names.add(name.asText());
        }
        return names;
    }

    private void known(String pointer, String name, Set<String> known, String kind) {
        if (!known.contains(name)) {
            throw file.error(pointer, "'" + name + "' is no " + kind + " of config/taxonomy.yaml; known are " + String.join(", ", known));
        }
    }
}
