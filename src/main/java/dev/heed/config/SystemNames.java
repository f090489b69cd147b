package dev.heed.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The systems of this installation by name, sorted. A system is enabled unless its file says {@code enabled: false}. */
@Component
public final class SystemNames {

    private final Map<String, Entry> systems;

    SystemNames(Environment environment) {
        this.systems = new TreeMap<>(Binder.get(environment)
                .bind("systems", Bindable.mapOf(String.class, Entry.class)).orElse(Map.of()));
    }

    public List<String> enabled() {
        return systems.values().stream().filter(Entry::enabled).map(Entry::name).toList();
    }

    List<String> disabled() {
        return systems.values().stream().filter(system -> !system.enabled()).map(Entry::name).toList();
    }

    /** Whether there is a file for a system of this name, enabled or not. */
    public boolean has(String name) {
        return systems.values().stream().anyMatch(system -> system.name().equals(name));
    }

    /** @param name given to each system by {@link SystemFiles} */
    record Entry(String name, @DefaultValue("true") boolean enabled) {
    }
}
