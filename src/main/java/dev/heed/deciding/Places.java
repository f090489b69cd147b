package dev.heed.deciding;

import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.config.Taxonomy;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a subject can be reached, and the records in which a system has to do with it. */
record Places(Taxonomy taxonomy) {

    /** Those its feeds have shown; where the contact point is itself the record, one for each. */
    List<RecordView> records(Dossier dossier, Manifest system) {
        if (system.records() == Manifest.Records.OBSERVED) {
            return dossier.recordsIn(system.system()).toList();
        }
        ContactPoint.Kind kind = system.records() == Manifest.Records.PHONE ? ContactPoint.Kind.PHONE : ContactPoint.Kind.EMAIL;
        return dossier.contactPoints().stream().filter(point -> point.kind() == kind)
                .map(point -> dossier.record(system.system(), point.value()).reachedAt(
                        kind == ContactPoint.Kind.EMAIL ? point : null, kind == ContactPoint.Kind.PHONE ? point : null))
                .toList();
    }

    Stream<Slot> slots(Dossier dossier, Key key) {
        Optional<ContactPoint.Kind> kind = taxonomy.reaches(key);
        List<Slot> slots = dossier.contactPoints().stream().filter(point -> kind.filter(point.kind()::equals).isPresent())
                .map(point -> new Slot(key, point)).toList();
        return slots.isEmpty() ? Stream.of(new Slot(key, null)) : slots.stream();
    }
}
