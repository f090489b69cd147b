package dev.heed.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON document that can be read and written: names joined by dots, and for an element of an array the
 * members that make it out: {@code consents[type=534120001,purpose=10].value}. Writing makes what is missing on the way,
 * the members that make an element out among it.
 */
final class Path {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)(?:\\[([^\\]]*)])?(?:\\.|$)");

    private record Step(String name, Map<String, String> element) {
    }

    private final String text;
    private final List<Step> steps = new ArrayList<>();

    Path(String text) {
        this.text = text;
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            steps.add(new Step(matcher.group(1), element(matcher.group(2))));
            end = matcher.end();
        }
        if (steps.isEmpty() || end < text.length() || text.endsWith(".")) {
            throw new IllegalArgumentException("'" + text + "' is no path: expected name.name or name[member=value].name");
        }
    }

    /** What stands there; missing if nothing does. */
    JsonNode read(JsonNode document) {
        JsonNode node = document;
        for (Step step : steps) {
            node = node.path(step.name());
            if (step.element() != null) {
                node = find(node, step.element());
            }
        }
        return node;
    }

    void write(ObjectNode document, JsonNode value) {
        parent(document).set(steps.get(steps.size() - 1).name(), value);
    }

    /** The object in which the last name of this path stands, made if it is not there. */
    ObjectNode parent(ObjectNode document) {
        ObjectNode node = document;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            node = step.element() == null ? node.withObjectProperty(step.name()) : element(node, step);
        }
        return node;
    }

    private static ObjectNode element(ObjectNode node, Step step) {
        ArrayNode array = node.withArrayProperty(step.name());
        if (find(array, step.element()) instanceof ObjectNode found) {
            return found;
        }
        ObjectNode made = array.addObject();
        step.element().forEach((member, value) -> {
            if (value.matches("\\d{1,18}")) {
                made.put(member, Long.parseLong(value));
            } else {
                made.put(member, value);
            }
        });
        return made;
    }

    private static JsonNode find(JsonNode array, Map<String, String> members) {
        for (JsonNode candidate : array) {
            if (members.entrySet().stream().allMatch(member -> candidate.path(member.getKey()).asText().equalsIgnoreCase(member.getValue()))) {
                return candidate;
            }
        }
        return MissingNode.getInstance();
    }

    private static Map<String, String> element(String selector) {
        if (selector == null) {
            return null;
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : selector.split(",")) {
            int equals = member.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'[" + selector + "]' makes no element out: expected [member=value]");
            }
            members.put(member.substring(0, equals).strip(), member.substring(equals + 1).strip());
        }
        return members;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
