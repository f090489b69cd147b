package dev.heed.api;

import dev.heed.deciding.Systems;
import dev.heed.ledger.Backlog;
import dev.heed.ledger.Backlog.Figures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What waits for each system, as gauges. One query every few seconds, however often they are scraped. */
@Component
class BacklogMeters {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogMeters.class);

    private final Backlog backlog;
    private final Systems systems;
    private final MultiGauge queued;
    private final MultiGauge oldestOptOut;
    private final MultiGauge parked;

    BacklogMeters(Backlog backlog, Systems systems, MeterRegistry meters) {
        this.backlog = backlog;
        this.systems = systems;
        this.queued = MultiGauge.builder("heed.deliveries.queued").description("Deliveries that wait").register(meters);
        this.oldestOptOut = MultiGauge.builder("heed.optout.oldest.seconds")
                .description("Age of the oldest refusal that waits or is parked; 0 if there is none").register(meters);
        this.parked = MultiGauge.builder("heed.parked").description("Messages and deliveries that wait for a person").register(meters);
    }

    @Scheduled(fixedDelayString = "${heed.figures.period:5000}")
    void refresh() {
        List<Figures> figures;
        try {
            figures = backlog.figures(systems.byName().keySet());
        } catch (RuntimeException e) {
            // Old figures would look like good ones: better none until it can be counted again.
            LOG.warn("What waits could not be counted: {}", e.getClass().getSimpleName());
            figures = List.of();
        }
        show(queued, figures, Figures::queued);
        show(oldestOptOut, figures, one -> one.oldestOptOut() == null ? 0 : one.oldestOptOut());
        show(parked, figures, Figures::parked);
    }

    private static void show(MultiGauge gauge, List<Figures> figures, ToDoubleFunction<Figures> value) {
        gauge.register(figures.stream().<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(Tags.of("system", one.system()), value.applyAsDouble(one))).toList(), true);
    }
}
