package dev.heed.trial;

import dev.heed.change.Key;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.mapping.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What messages show of records by the proposed tables that was not known by today's: fields that these do not name, and records of messages that were parked. */
final class Seen {

    private record Place(String system, String id) {

        static Place of(RecordView record) {
            return new Place(record.system(), record.id());
        }
    }

    private final Map<Place, RecordView> records = new LinkedHashMap<>();

    /** @param after what is known once the message was read by the proposed table */
    void note(Dossier before, Dossier after, Reading reading) {
        Place place = new Place(reading.system(), reading.recordId());
        find(after, place).ifPresent(record -> {
            Map<Key, Held> fresh = new LinkedHashMap<>(record.held());
            find(before, place).ifPresent(known -> fresh.keySet().removeAll(known.held().keySet()));
            records.merge(place, held(record, fresh), (one, next) -> held(next, with(one.held(), fresh)));
        });
    }

    /** What was known then, and what would have been. */
    Dossier beside(Dossier before) {
        return all(before);
    }

    /** With these fields and records. */
    Dossier all(Dossier dossier) {
        Dossier all = dossier;
        for (RecordView record : records.values()) {
            all = all.with(find(dossier, Place.of(record)).map(known -> held(known, with(record.held(), known.held()))).orElse(record));
        }
        return all;
    }

    /** With these fields of records that are known anyway. */
    Dossier fields(Dossier dossier) {
        List<RecordView> all = new ArrayList<>();
        dossier.records().forEach(known -> all.add(Optional.ofNullable(records.get(Place.of(known)))
                .map(record -> held(known, with(record.held(), known.held()))).orElse(known)));
        return new Dossier(dossier.subject(), dossier.contactPoints(), all, dossier.changes());
    }

    private static Map<Key, Held> with(Map<Key, Held> held, Map<Key, Held> over) {
        Map<Key, Held> all = new LinkedHashMap<>(held);
        all.putAll(over);
        return all;
    }

    private static RecordView held(RecordView record, Map<Key, Held> held) {
        return new RecordView(record.system(), record.id(), record.present(), record.email(), record.phone(), held);
    }

    private static Optional<RecordView> find(Dossier dossier, Place place) {
        return dossier.records().stream().filter(record -> Place.of(record).equals(place)).findFirst();
    }
}
