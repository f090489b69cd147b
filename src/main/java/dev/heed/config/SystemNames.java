package dev.heed.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The systems of this installation by name, sorted. A system is enabled unless its file says {@code enabled: false}. */
@Component
public final class SystemNames {

    private final Map<String, Switch> systems;

    SystemNames(Environment environment) {
        this.systems = new TreeMap<>(Binder.get(environment)
                .bind("systems", Bindable.mapOf(String.class, Switch.class)).orElse(Map.of()));
    }

    public List<String> enabled() {
        return systems.entrySet().stream().filter(system -> system.getValue().on()).map(Map.Entry::getKey).toList();
    }

    /** Whether there is a file for a system of this name, enabled or not. */
    public boolean has(String name) {
        return systems.containsKey(name);
    }

    record Switch(Boolean enabled) {

        boolean on() {
            return enabled == null || enabled;
        }
    }
}
