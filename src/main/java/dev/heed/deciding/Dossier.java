package dev.heed.deciding;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that is known of a subject.
 *
 * @param changes what the subject said, and the refusals others made for a contact point that they share
 */
public record Dossier(UUID subject, Set<ContactPoint> contactPoints, List<RecordView> records, List<Change> changes) {

    RecordView record(String system, String id) {
        return records.stream().filter(record -> record.system().equals(system) && record.id().equals(id)).findFirst()
                .orElseGet(() -> RecordView.unseen(system, id));
    }

    public Stream<RecordView> recordsIn(String system) {
        return records.stream().filter(record -> record.system().equals(system) && record.present());
    }

    public Dossier with(RecordView changed) {
        List<RecordView> all = new ArrayList<>(records);
        all.removeIf(record -> record.system().equals(changed.system()) && record.id().equals(changed.id()));
        all.add(changed);
        Set<ContactPoint> points = new LinkedHashSet<>(contactPoints);
        Stream.of(ContactPoint.Kind.values()).map(changed::contact).filter(java.util.Objects::nonNull).forEach(points::add);
        return new Dossier(subject, points, all, changes);
    }

    public Dossier with(Collection<Change> more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more);
        return new Dossier(subject, contactPoints, records, all);
    }
}
