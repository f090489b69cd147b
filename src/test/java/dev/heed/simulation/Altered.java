package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.Change;
import dev.heed.change.Evidence;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.mapping.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Copies of the core's records with one thing altered, for the planting of defects. */
final class Altered {

    private Altered() {
    }

    static Change spoken(Change change, Actor actor, Evidence evidence) {
        Provenance was = change.provenance();
        return with(change, new Provenance(was.source(), was.record(), was.event(), actor, was.collectionPoint(), evidence, was.wording(), was.jurisdiction(),
                was.capturedFrom(), was.capturedTo(), was.clamped(), was.sequence(), was.receivedAt(), was.digest(), was.mapping(), was.hops()));
    }

    static Change of(Change change, UUID subject) {
        return change.subject().equals(subject) ? change : new Change(change.id(), subject, change.key(), change.value(), change.contactPoint(), change.provenance());
    }

    static Change with(Change change, Provenance provenance) {
        return new Change(change.id(), change.subject(), change.key(), change.value(), change.contactPoint(), provenance);
    }

    static Dossier held(Dossier dossier, UnaryOperator<Held> altered) {
        List<RecordView> records = dossier.records().stream().map(record -> held(record, altered)).toList();
        return new Dossier(dossier.subject(), dossier.contactPoints(), records, dossier.changes());
    }

    static RecordView held(RecordView record, UnaryOperator<Held> altered) {
        Map<dev.heed.change.Key, Held> held = new LinkedHashMap<>();
        record.held().forEach((key, value) -> held.put(key, altered.apply(value)));
        return new RecordView(record.system(), record.id(), record.present(), record.email(), record.phone(), held);
    }

    static Reading said(Reading reading, UnaryOperator<Reading.Said> altered) {
        return saying(reading, reading.deleted(), reading.said().stream().map(altered).toList());
    }

    static Reading saying(Reading reading, boolean deleted, List<Reading.Said> said) {
        return new Reading(reading.system(), reading.recordId(), reading.state(), reading.ours(), deleted, reading.asOf(), reading.email(), reading.phone(),
                reading.provenance(), said);
    }

    /** The decisions without what is to be carried of earlier changes. */
    static Decisions withoutRepairs(Decisions decisions) {
        var judged = decisions.judged().stream().map(each -> each.change().id()).collect(Collectors.toSet());
        return new Decisions(decisions.dossier(), decisions.judged(), decisions.confirmed(), decisions.state(),
                decisions.deliveries().stream().filter(delivery -> judged.contains(delivery.change())).toList(), decisions.nextExpiry());
    }
}
