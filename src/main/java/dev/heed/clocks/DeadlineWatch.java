package dev.heed.clocks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Looks at the deadlines and says what is to be told. Used by the routes as {@code deadlineWatch}. */
@Component
public class DeadlineWatch {

    private static final int AT_ONCE = 500;
    /** Whoever took an alarm and has not told it by then has died. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final DeadlineAlarms alarms;
    private final MeterRegistry meters;
    private final Clock clock;

    DeadlineWatch(DeadlineAlarms alarms, MeterRegistry meters, Clock clock) {
        this.alarms = alarms;
        this.meters = meters;
        this.clock = clock;
    }

    /** Raises and clears; the answer is what nobody told yet. */
    public List<Alarm> look() {
        Instant now = now();
        DeadlineAlarms.Looked looked;
        do {
            looked = alarms.raise(now, AT_ONCE);
            looked.raised().forEach(this::count);
        } while (looked.count() == AT_ONCE);
        alarms.clear(now);
        return alarms.claim(now, GRACE, AT_ONCE);
    }

    public String event(@Body Alarm alarm) {
        return AlarmEvent.of(alarm);
    }

    /** The queue has it. */
    public void told(@ExchangeProperty("heedAlarm") Alarm alarm) {
        alarms.told(alarm, now());
    }

    private void count(Alarm alarm) {
        Counter.builder("heed.deadline.alarms").description("Deliveries of refusals that were not confirmed when this much of their time was gone")
                .tag("system", alarm.system()).tag("level", alarm.level().text()).register(meters).increment();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
