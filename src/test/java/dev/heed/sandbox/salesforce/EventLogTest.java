package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final TurnableClock clock = new TurnableClock();
    private final EventLog log = new EventLog(clock);
    private final List<Long> received = new ArrayList<>();

    @Test
    void forgetsEventsAfterThreeDays() {
        append();
        clock.turn(Duration.ofHours(71));
        append();
        clock.turn(Duration.ofHours(2));

        log.subscribe("subscriber", EventLog.ALL_KEPT, event -> received.add(event.replayId()));

        assertThat(received).hasSize(1);
    }

    @Test
    void refusesAnIdOlderThanWhatIsKept() {
        log.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));
        append();
        clock.turn(Duration.ofHours(71));
        append();
        assertThat(received).allMatch(log::canReplayFrom);

        clock.turn(Duration.ofHours(2));

        assertThat(log.canReplayFrom(received.get(0))).isFalse();
        assertThat(log.canReplayFrom(received.get(1))).isTrue();
        assertThat(log.canReplayFrom(received.get(1) + 1)).isFalse();
    }

    @Test
    void givesRisingIdsWithGaps() {
        log.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));
        for (int i = 0; i < 10; i++) {
            append();
        }

        assertThat(received).isSorted().doesNotHaveDuplicates();
        assertThat(received.get(9) - received.get(0)).isGreaterThan(9);
    }

    @Test
    void goesOnAboveItsFormerIdsAfterARestart() {
        log.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));
        append();
        clock.turn(Duration.ofSeconds(2));
        EventLog restarted = new EventLog(clock);
        restarted.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));

        restarted.append(clock.instant(), Map.of());

        assertThat(received).isSorted().hasSize(2);
        assertThat(restarted.canReplayFrom(received.get(0))).isFalse();
    }

    private void append() {
        log.append(clock.instant(), Map.of());
    }

    private static final class TurnableClock extends Clock {

        private Instant now = Instant.parse("2024-05-01T10:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
