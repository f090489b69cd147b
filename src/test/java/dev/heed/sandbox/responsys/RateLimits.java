package dev.heed.sandbox.responsys;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the calls of each function in a minute that begins with the first of them. */
final class RateLimits {

    /** A limit as the API shows it. */
    record Shown(int limit, String api, @JsonProperty("resource_path") String resourcePath, String verb, String description) {
    }

    private record Minute(Instant began, int calls) {
    }

    private final Clock clock;
    private final Map<Api, Integer> limits = new EnumMap<>(Api.class);
    private final Map<Api, Minute> minutes = new EnumMap<>(Api.class);

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    synchronized void limit(String function, int perMinute) {
        Api api = Arrays.stream(Api.values()).filter(candidate -> candidate.function.equals(function)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No API function " + function));
        limits.put(api, perMinute);
        minutes.remove(api);
    }

    synchronized void take(Api api) {
        Instant now = clock.instant();
        Minute minute = minutes.get(api);
        if (minute == null || !now.isBefore(minute.began().plus(Duration.ofMinutes(1)))) {
            minute = new Minute(now, 0);
        }
        if (minute.calls() >= limitOf(api)) {
            throw ApiError.overLimit(api.function);
        }
        minutes.put(api, new Minute(minute.began(), minute.calls() + 1));
    }

    synchronized List<Shown> shown() {
        return Arrays.stream(Api.values())
                .map(api -> new Shown(limitOf(api), api.function, api.path, api.verb, api.description)).toList();
    }

    synchronized void reset() {
        limits.clear();
        minutes.clear();
    }

    private int limitOf(Api api) {
        return limits.getOrDefault(api, api.limit);
    }
}
