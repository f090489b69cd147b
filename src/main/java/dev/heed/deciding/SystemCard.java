package dev.heed.deciding;

import dev.heed.mapping.Mapping;
import dev.heed.system.Manifest;

/** One system: what it can do, and what its fields mean. */
public record SystemCard(Manifest manifest, Mapping mapping) {

    public String name() {
        return manifest.system();
    }
}
