package dev.heed.sandbox.page;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Looks at every cell ten times a second as long as a visitor is there, and tells the visitors of each that changed. */
@Component
class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int MILLIS_BETWEEN_LOOKS = 100;
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 150;

    private record Place(String system, String email) {
    }

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-page-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<SseEmitter> visitors = ConcurrentHashMap.newKeySet();
    private final Map<Place, Cell> seen = new LinkedHashMap<>();
    private final Stage stage;
    private final Clock clock;
    private ScheduledFuture<?> looking;
    private int quietLooks;

    Watch(Stage stage, Clock clock) {
        this.stage = stage;
        this.clock = clock;
    }

    /** @return a stream that starts with every cell as it is ({@code start}) and goes on with every cell that changes ({@code cell}) */
    synchronized SseEmitter visit() {
        look();
        SseEmitter visitor = new SseEmitter(0L);
        visitor.onCompletion(() -> visitors.remove(visitor));
        visitor.onError(error -> visitors.remove(visitor));
        visitors.add(visitor);
        seen.values().forEach(cell -> send(visitor, event("start", cell)));
        if (looking == null) {
            looking = looks.scheduleWithFixedDelay(this::lookOrRest, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        }
        return visitor;
    }

    private synchronized void lookOrRest() {
        if (visitors.isEmpty()) {
            looking.cancel(false);
            looking = null;
            return;
        }
        look();
    }

    private void look() {
        List<Cell> changed = new ArrayList<>();
        for (SimulatedSystem system : stage.systems()) {
            for (Person person : stage.people()) {
                look(system, person.email(), changed);
            }
        }
        changed.forEach(cell -> tell(event("cell", cell)));
        quietLooks = changed.isEmpty() ? quietLooks + 1 : 0;
        if (quietLooks == LOOKS_BETWEEN_SIGNS_OF_LIFE) {
            quietLooks = 0;
            tell(SseEmitter.event().comment("still here"));
        }
    }

    private void look(SimulatedSystem system, String email, List<Cell> changed) {
        try {
            Cell now = new Cell(system.name(), email, stage.holds(system, email), clock.instant());
            Cell before = seen.put(new Place(system.name(), email), now);
            if (before == null || !before.holds().equals(now.holds())) {
                changed.add(now);
            }
        } catch (RuntimeException e) {
            // one system that stumbles must not hide the others
            LOG.warn("cannot look into {}", system.name(), e);
        }
    }

    private void tell(SseEmitter.SseEventBuilder event) {
        visitors.forEach(visitor -> send(visitor, event));
    }

    private void send(SseEmitter visitor, SseEmitter.SseEventBuilder event) {
        try {
            visitor.send(event);
        } catch (IOException | IllegalStateException gone) {
            visitors.remove(visitor);
        }
    }

    private static SseEmitter.SseEventBuilder event(String name, Cell cell) {
        return SseEmitter.event().name(name).data(cell);
    }

    /** Before the web server stops: it would wait half a minute for the streams to end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        visitors.forEach(SseEmitter::complete);
        looks.shutdownNow();
    }
}
