package dev.heed.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.heed.sandbox.SimulatedSystem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The systems as the page needs them: what one can do in them, and what can be made to go wrong. */
@RestController
@RequestMapping("/sandbox")
class SystemsController {

    record Overview(String heed, String hawtio, List<Shown> systems) {
    }

    record Shown(String name, String title, List<SimulatedSystem.Lever> levers) {
    }

    /** Unlike the web server's own mapper it refuses a member or a type it does not know: a misspelt fault must not look like a healthy system. */
    private final ObjectMapper strict = JsonMapper.builder().disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
    private final Stage stage;
    private final Clock clock;
    private final String heed;

    SystemsController(Stage stage, Clock clock, @Value("${sandbox.heed}") String heed) {
        this.stage = stage;
        this.clock = clock;
        this.heed = heed.replaceAll("/+$", "");
    }

    @GetMapping
    Overview overview() {
        return new Overview(heed, heed + "/actuator/hawtio", stage.systems().stream()
                .map(system -> new Shown(system.name(), system.title(), system.levers())).toList());
    }

    @PostMapping("/systems/{system}/act")
    Map<String, Instant> act(@PathVariable String system, @RequestBody JsonNode gesture) {
        Instant at = clock.instant();
        read(gesture, Gesture.class).in(stage.system(system));
        return Map.of("at", at);
    }

    @PostMapping("/systems/{system}/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void misbehave(@PathVariable String system, @RequestBody JsonNode trouble) {
        read(trouble, Trouble.class).befall(stage.system(system).faults());
    }

    private <T> T read(JsonNode body, Class<T> type) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("A JSON object is needed");
        }
        try {
            return strict.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
