package dev.heed.sandbox.eloqua;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that were uploaded and wait for a sync of their definition, which takes them all. */
final class Staging {

    private record Upload(Instant at, List<Map<String, String>> rows) {
    }

    private final Clock clock;
    private final Map<String, List<Upload>> waiting = new HashMap<>();

    Staging(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Definition.Import definition, List<Map<String, String>> rows) {
        waiting.computeIfAbsent(definition.head().uri(), uri -> new ArrayList<>()).add(new Upload(clock.instant(), rows));
    }

    /** Uploads older than the retention of the definition are gone. */
    synchronized List<Map<String, String>> take(Definition.Import definition) {
        Instant oldest = clock.instant().minus(definition.head().retention());
        List<Upload> uploads = waiting.remove(definition.head().uri());
        return uploads == null ? List.of()
                : uploads.stream().filter(upload -> !upload.at.isBefore(oldest)).flatMap(upload -> upload.rows.stream()).toList();
    }

    synchronized void clear() {
        waiting.clear();
    }
}
