package dev.heed.delivery;

import dev.heed.deciding.Systems;
import dev.heed.system.Manifest.Limits;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * Nobody calls a system faster than the limit in its manifest, however many routes call it: {@code requests} in a
 * {@code period}, counted together. Metric {@code heed.pace.left}, how many calls are left in the period. Used by the
 * routes as {@code pace}.
 */
@Component
public class Pace {

    /** Well within the time for which a lane is held; who has to wait longer goes back to the table. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(30);

    private final Map<String, RateLimiter> bySystem;

    Pace(Systems systems, MeterRegistry meters) {
        this.bySystem = systems.all().stream().map(card -> limiter(card.name(), card.manifest().limits()))
                .collect(Collectors.toUnmodifiableMap(RateLimiter::getName, limiter -> limiter));
        bySystem.forEach((system, limiter) -> Gauge.builder("heed.pace.left", () -> limiter.getMetrics().getAvailablePermissions())
                .tag("system", system).description("How many calls of a system its limit leaves in this period").register(meters));
    }

    private static RateLimiter limiter(String system, Limits limits) {
        return RateLimiter.of(system, RateLimiterConfig.custom().limitForPeriod(limits.requests()).limitRefreshPeriod(limits.period())
                .timeoutDuration(WORTH_WAITING).build());
    }

    /**
     * Waits until one more call is within the limit.
     *
     * @throws io.github.resilience4j.ratelimiter.RequestNotPermitted if that would take more than half a minute
     */
    public void keep(@ExchangeProperty("heedSystem") String system) {
        RateLimiter.waitForPermission(bySystem.get(system));
    }
}
