package dev.heed.policy;

import java.util.Map;
import java.util.Optional;

/**
 * A setting that may differ by channel.
 *
 * @param values by channel, {@code *} for every other
 */
public record ByChannel<T>(Map<String, T> values) {

    static <T> ByChannel<T> unset() {
        return new ByChannel<>(Map.of());
    }

    Optional<T> of(String channel) {
        return Optional.ofNullable(values.getOrDefault(channel, values.get("*")));
    }
}
