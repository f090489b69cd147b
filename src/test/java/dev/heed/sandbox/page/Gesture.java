package dev.heed.sandbox.page;

import dev.heed.sandbox.SimulatedSystem;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a visitor lets a user of a system do for a customer. */
record Gesture(String email, String lever, String value) {

    void in(SimulatedSystem system) {
        if (email == null || system.holds(email).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, system.title() + " does not know this customer");
        }
        SimulatedSystem.Lever pulled = system.levers().stream().filter(one -> one.id().equals(lever)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(system.title() + " has no such lever"));
        if (value == null || !pulled.values().isEmpty() && !pulled.values().contains(value)) {
            throw new IllegalArgumentException("The lever does not take this value");
        }
        system.act(email, lever, value);
    }
}
