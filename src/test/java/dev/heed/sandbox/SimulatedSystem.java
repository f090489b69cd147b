package dev.heed.sandbox;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A marketing system as its own users and its integrators see it. The HTTP interface is not here: each simulator serves
 * that itself below {@code /<name>/} in the vendor's own words, as strict as the vendor is. What is here is the other
 * side: the people who work in the system, and what a visitor of the sandbox page may see of it.
 */
public interface SimulatedSystem {

    /** Name of the system in Heed's manifests, and the first segment of every path it serves: {@code salesforce}. */
    String name();

    /** Name for people: {@code Salesforce}. */
    String title();

    /** Makes the person known here by the system's own means, default values and feed events included. */
    void enrol(Person person);

    /** What Heed must be told to find it that is not known before it runs: settings by name. */
    default Map<String, Object> settingsForHeed() {
        return Map.of();
    }

    /** Forgets every person and setting, silently: no feed event tells of it. */
    void reset();

    /** All it would still know after a restart, as one value of one moment; null for nothing. */
    default Serializable memory() {
        return null;
    }

    /** Knows again what {@link #memory()} gave, silently, before anybody is enrolled. */
    default void recall(Serializable memory) {
    }

    /** What the system holds of the person now: native field names and values, as its own API would show them. */
    Optional<Map<String, Object>> holds(String email);

    /** What a user of this system can do for a customer, in the system's own words. */
    List<Lever> levers();

    /** Lets the system's own user (never Heed) do it; the feed tells of it as the real one does. */
    void act(String email, String lever, String value);

    /** How it misbehaves at the moment. */
    Faults faults();

    /** What was written into it through its API and took effect. */
    Writes writes();

    /** A thing to do in the system: the native field or gesture, the text on the page, the values to choose from (none: free text). */
    record Lever(String id, String label, List<String> values) {
    }
}
