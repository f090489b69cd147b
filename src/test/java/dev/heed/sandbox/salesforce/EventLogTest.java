package dev.heed.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final SettableClock clock = new SettableClock();
    private final EventLog log = new EventLog(clock);
    private final List<Long> received = new ArrayList<>();

    @Test
    void forgetsEventsAfterThreeDays() {
        append();
        clock.forward(Duration.ofHours(71));
        append();
        clock.forward(Duration.ofHours(2));

        log.subscribe("subscriber", EventLog.ALL_KEPT, event -> received.add(event.replayId()));

        assertThat(received).hasSize(1);
    }

    @Test
    void refusesAnIdOlderThanWhatIsKept() {
        log.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));
        append();
        clock.forward(Duration.ofHours(71));
        append();
        assertThat(received).allMatch(log::canReplayFrom);

        clock.forward(Duration.ofHours(2));

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
        clock.forward(Duration.ofSeconds(2));
        EventLog restarted = new EventLog(clock);
        restarted.subscribe("subscriber", EventLog.ONLY_NEW, event -> received.add(event.replayId()));

        restarted.append(clock.instant(), Map.of());

        assertThat(received).isSorted().hasSize(2);
        assertThat(restarted.canReplayFrom(received.get(0))).isFalse();
    }

    private void append() {
        log.append(clock.instant(), Map.of());
    }
}
