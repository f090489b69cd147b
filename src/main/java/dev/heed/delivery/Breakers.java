package dev.heed.delivery;

import dev.heed.deciding.Systems;
import dev.heed.system.AnswerRule.Verdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker a system, in the registry as {@code breaker-<system>}: a system that keeps failing is let alone for
 * a while by all who call it. A refusal is no failure, for who refuses is there. Metric {@code heed.breaker.open}, 0 or 1.
 */
@Component
public class Breakers implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
    private static final Duration LET_ALONE = Duration.ofSeconds(10);

    private final Map<String, CircuitBreaker> bySystem;

    Breakers(Systems systems, Answers answers, MeterRegistry meters) {
        this.bySystem = systems.byName().keySet().stream().collect(Collectors.toUnmodifiableMap(system -> system, system -> breaker(system, answers)));
        bySystem.forEach((system, breaker) -> Gauge.builder("heed.breaker.open", () -> breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0)
                .tag("system", system).description("Whether a system is let alone because it keeps failing").register(meters));
    }

    private static CircuitBreaker breaker(String system, Answers answers) {
        CircuitBreaker breaker = CircuitBreaker.of(system, CircuitBreakerConfig.custom().slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(80).waitDurationInOpenState(LET_ALONE)
                .recordException(thrown -> answers.judge(system, thrown).verdict() == Verdict.RETRY).build());
        breaker.getEventPublisher().onStateTransition(event -> LOG.warn("{}: circuit breaker {}", system, text(event.getStateTransition().getToState())));
        return breaker;
    }

    /** {@code closed}, {@code open}, or {@code half_open} while it is tried whether it is back. */
    public String state(String system) {
        return text(bySystem.get(system).getState());
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        bySystem.forEach((system, breaker) -> camel.getRegistry().bind("breaker-" + system, CircuitBreaker.class, breaker));
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // nothing to do: they are found by name
    }

    private static String text(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
