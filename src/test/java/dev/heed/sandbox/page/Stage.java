package dev.heed.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sandbox.People;
import dev.heed.sandbox.Person;
import dev.heed.sandbox.SimulatedSystem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who and what is to be seen on the page: the invented customers and every simulated system there is. */
@Component
class Stage {

    private final Map<String, SimulatedSystem> systems = new LinkedHashMap<>();
    private final List<Person> people = People.all();
    private final ObjectMapper json;

    Stage(ObjectProvider<SimulatedSystem> systems, ObjectMapper json) {
        systems.orderedStream().forEach(system -> this.systems.put(system.name(), system));
        this.json = json;
    }

    Collection<SimulatedSystem> systems() {
        return systems.values();
    }

    SimulatedSystem system(String name) {
        SimulatedSystem system = systems.get(name);
        if (system == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such system");
        }
        return system;
    }

    List<Person> people() {
        return people;
    }

    /** What the system holds of the customer at this moment, as a copy; JSON null where it does not know the customer. */
    JsonNode holds(SimulatedSystem system, String email) {
        return json.valueToTree(system.holds(email).orElse(null));
    }
}
