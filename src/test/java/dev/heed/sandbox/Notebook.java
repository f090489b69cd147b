package dev.heed.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A second system for the tests of the page: it keeps what it is told, nested record and free text included. */
final class Notebook implements SimulatedSystem {

    private final Map<String, Map<String, Object>> pages = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();
    private final Writes writes = new Writes();

    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public String title() {
        return "Notebook";
    }

    @Override
    public void enrol(Person person) {
        pages.put(person.email(), Map.of("Text", "yes", "Wish", person.wish()));
    }

    /** Somebody wrote it, all fields at once. */
    void write(String email, Map<String, Object> fields) {
        pages.computeIfPresent(email, (key, before) -> {
            Map<String, Object> after = new LinkedHashMap<>(before);
            after.putAll(fields);
            return after;
        });
    }

    @Override
    public void reset() {
        pages.clear();
        writes.clear();
        faults.clear();
    }

    @Override
    public Optional<Map<String, Object>> holds(String email) {
        return Optional.ofNullable(pages.get(email.toLowerCase(Locale.ROOT))).map(LinkedHashMap::new);
    }

    @Override
    public List<Lever> levers() {
        return List.of(new Lever("Text", "May be texted", List.of("yes", "no")), new Lever("Wish", "In the customer's words", List.of()));
    }

    @Override
    public void act(String email, String lever, String value) {
        write(email, Map.of(lever, value));
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Writes writes() {
        return writes;
    }
}
