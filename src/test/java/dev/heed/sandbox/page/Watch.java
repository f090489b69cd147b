package dev.heed.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

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
    private final List<Visitor> visitors = new ArrayList<>();
    private final Map<Place, Cell> seen = new LinkedHashMap<>();
    private final Stage stage;
    private final ObjectMapper json;
    private final Clock clock;
    private ScheduledFuture<?> looking;
    private int quietLooks;

    Watch(Stage stage, ObjectMapper json, Clock clock) {
        this.stage = stage;
        this.json = json;
        this.clock = clock;
    }

    /** The visitor is first told every cell as it is ({@code start}), and from then on every cell that changes ({@code cell}). */
    synchronized void admit(Visitor visitor) {
        look();
        for (Cell cell : seen.values()) {
            if (!visitor.tell(event("start", cell))) {
                return;
            }
        }
        visitors.add(visitor);
        if (looking == null) {
            looking = looks.scheduleWithFixedDelay(this::lookOrRest, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        }
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
            tell(Visitor.signOfLife());
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

    private void tell(String event) {
        visitors.removeIf(visitor -> !visitor.tell(event));
    }

    private String event(String name, Cell cell) {
        try {
            return Visitor.event(name, json.writeValueAsString(cell));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Before the web server stops: it would wait half a minute for the streams to end. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        looks.shutdownNow();
        visitors.forEach(Visitor::leave);
        visitors.clear();
    }
}
