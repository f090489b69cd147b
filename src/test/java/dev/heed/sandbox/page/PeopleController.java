package dev.heed.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/sandbox/people")
class PeopleController {

    private final Stage stage;
    private final ObjectMapper json;

    PeopleController(Stage stage, ObjectMapper json) {
        this.stage = stage;
        this.json = json;
    }

    @GetMapping
    List<Person> all() {
        return stage.people();
    }

    /** By system name, what each holds in its native fields; null where the system does not know the customer; laid out for people, who ask by curl. */
    @GetMapping(path = "/{email}", produces = MediaType.APPLICATION_JSON_VALUE)
    String one(@PathVariable String email) {
        Map<String, JsonNode> holds = new LinkedHashMap<>();
        stage.systems().forEach(system -> holds.put(system.name(), stage.holds(system, email)));
        if (holds.values().stream().allMatch(JsonNode::isNull)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No system knows this customer");
        }
        return json.valueToTree(holds).toPrettyString() + "\n";
    }
}
