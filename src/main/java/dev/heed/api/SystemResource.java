package dev.heed.api;

import dev.heed.clocks.DeadlineAlarms;
import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.delivery.Breakers;
import dev.heed.ledger.Backlog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the systems are served. */
@RestController
@Tag(name = "systems", description = "How each marketing system is served")
class SystemResource {

    record All(List<Served> systems) {
    }

    /** @param state of its routes together */
    record Served(
            @Schema(example = "twilio") String name, @Schema(example = "Twilio") String title, @Schema(example = "SMS") String kind,
            @Schema(allowableValues = {"started", "partly", "stopped"}) String state, List<RouteState> routes,
            @Schema(description = "Of its circuit breaker: open while it is let alone because it keeps failing", allowableValues = {"closed", "open", "half_open"})
            String breaker,
            @Schema(description = "When its last message came in") Instant lastEventAt,
            @Schema(description = "Age of the oldest delivery that waits, in seconds") long lag,
            @Schema(description = "Age of the oldest refusal that waits or is parked, in seconds; null if there is none") Long oldestUndeliveredOptOut,
            @Schema(description = "Deliveries that wait") long queued,
            @Schema(description = "Of these, those that were tried before") long retrying,
            @Schema(description = "Deliveries that it accepted and has not shown yet") long accepted,
            @Schema(description = "Messages and deliveries that wait for a person") long parked,
            @Schema(description = "Why the delivery that was tried last still waits, in its own words") String lastFailure,
            @Schema(description = "Refusals that are not confirmed, by how much of their time is gone") Deadlines deadlines) {
    }

    record Deadlines(
            @Schema(description = "Past half of it") long half, @Schema(description = "Past four fifths of it") long most, @Schema(description = "Past it") long late,
            @Schema(description = "The first deadline ahead, null if there is none") Instant next) {

        private static Deadlines of(DeadlineAlarms.Figures figures) {
            return new Deadlines(figures.half(), figures.most(), figures.late(), figures.next());
        }
    }

    record RouteState(@Schema(example = "twilio-out") String id, @Schema(example = "started") String state) {
    }

    private final Systems systems;
    private final Backlog backlog;
    private final Breakers breakers;
    private final DeadlineAlarms alarms;
    private final Clock clock;
    private final CamelContext camel;

    SystemResource(Systems systems, Backlog backlog, Breakers breakers, DeadlineAlarms alarms, Clock clock, CamelContext camel) {
        this.systems = systems;
        this.backlog = backlog;
        this.breakers = breakers;
        this.alarms = alarms;
        this.clock = clock;
        this.camel = camel;
    }

    @GetMapping(path = "/api/v1/systems", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Every system that is switched on, and what waits for it")
    All systems() {
        Map<String, Backlog.Last> last = backlog.last(systems.byName().keySet());
        Map<String, Deadlines> deadlines = alarms.figures(systems.byName().keySet(), clock.instant()).stream()
                .collect(Collectors.toMap(DeadlineAlarms.Figures::system, Deadlines::of));
        return new All(backlog.figures(systems.byName().keySet()).stream()
                .map(figures -> served(systems.get(figures.system()), figures, last.get(figures.system()), deadlines.get(figures.system()))).toList());
    }

    private Served served(SystemCard system, Backlog.Figures figures, Backlog.Last last, Deadlines deadlines) {
        List<RouteState> routes = camel.getRoutes().stream().filter(route -> system.name().equals(route.getGroup())).map(this::state).toList();
        return new Served(system.name(), system.manifest().title(), system.manifest().kind(), together(routes), routes, breakers.state(system.name()), last.lastEventAt(),
                figures.lag(), figures.oldestOptOut(), figures.queued(), figures.retrying(), figures.accepted(), figures.parked(), last.lastFailure(), deadlines);
    }

    private RouteState state(Route route) {
        return new RouteState(route.getRouteId(), camel.getRouteController().getRouteStatus(route.getRouteId()).name().toLowerCase(Locale.ROOT));
    }

    private static String together(List<RouteState> routes) {
        String started = ServiceStatus.Started.name().toLowerCase(Locale.ROOT);
        long running = routes.stream().filter(route -> route.state().equals(started)).count();
        return running == 0 ? "stopped" : running == routes.size() ? "started" : "partly";
    }
}
