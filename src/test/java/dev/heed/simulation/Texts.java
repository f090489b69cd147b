package dev.heed.simulation;

import dev.heed.change.Key;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Short forms for traces. */
final class Texts {

    private Texts() {
    }

    static String fields(Map<Key, ?> fields) {
        return fields.entrySet().stream().map(field -> field.getKey().text() + " = " + field.getValue()).collect(Collectors.joining(", "));
    }

    static String shortly(UUID id) {
        String text = id.toString();
        return text.startsWith("00000000") ? "#" + text.substring(text.length() - 2) : text.substring(0, 8);
    }
}
