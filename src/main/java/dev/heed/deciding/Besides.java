package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.Decision;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Reading.Said;
import dev.heed.system.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a flag says besides what it is named for: who switches it off refuses all that it switches, who switches it on says
 * yes to all of it, with the same evidence and no more.
 */
record Besides(Manifest manifest, Taxonomy taxonomy) {

    /** The changes, and for each of them the others that the same flag makes. */
    List<Change> all(Dossier dossier, Reading reading, RecordView record, List<Change> changes) {
        Set<Object> said = reading.said().stream().map(Said::key).collect(Collectors.toSet());
        List<Change> all = new ArrayList<>(changes);
        for (Change change : changes) {
            if (change.key() instanceof Permission flag && (change.decision().restrictive() || change.decision() == Decision.GRANTED)) {
                switched(flag).stream().filter(other -> !said.contains(other)).forEach(other -> all.add(new Change(
                        Change.name(change.subject(), other, change.provenance()), change.subject(), other, change.value(),
                        Observation.contactPoint(dossier, record, other, taxonomy), change.provenance())));
            }
        }
        return all;
    }

    /** Each whole once: what is said of a whole needs no saying of its parts. */
    private List<Permission> switched(Permission flag) {
        List<Permission> switched = new ArrayList<>();
        for (Permission other : taxonomy.permissions()) {
            if (manifest.governs(flag, other) && !flag.covers(other) && switched.stream().noneMatch(whole -> whole.covers(other))) {
                switched.add(other);
            }
        }
        return switched;
    }
}
