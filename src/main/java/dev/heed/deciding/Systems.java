package dev.heed.deciding;

import java.util.Collection;
import java.util.Map;

/** The systems that are switched on. */
public record Systems(Map<String, SystemCard> byName) {

    /** Null if there is none of this name. */
    public SystemCard get(String name) {
        return byName.get(name);
    }

    public Collection<SystemCard> all() {
        return byName.values();
    }
}
