package dev.heed.trial;

import dev.heed.change.Provenance;
import dev.heed.deciding.Setup;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Unreadable;
import java.util.List;

/**
 * What a message tells by one mapping table.
 *
 * @param refused why it would be parked, null if it is understood
 */
public record Told(List<Reading> readings, String refused) {

    private static final Told NOTHING = new Told(List.of(), null);

    public static Told by(Setup setup, String system, Message message) {
        try {
            return new Told(setup.systems().get(system).mapping().read(message), null);
        } catch (Unreadable e) {
            return new Told(List.of(), e.getMessage());
        }
    }

    public boolean understood() {
        return refused == null;
    }

    /** Whether it tells the same; which version of the table it was read with does not matter. */
    public boolean like(Told other) {
        return understood() == other.understood() && plain().equals(other.plain());
    }

    /** What of it was taken in: nothing if it is parked, by whatever rule. */
    public Told taken(boolean parked) {
        return parked ? NOTHING : this;
    }

    private List<Reading> plain() {
        return readings.stream().map(reading -> new Reading(reading.system(), reading.recordId(), reading.state(), reading.ours(), reading.deleted(), reading.asOf(),
                reading.email(), reading.phone(), plain(reading.provenance()), reading.said(), reading.also())).toList();
    }

    static Provenance plain(Provenance origin) {
        return new Provenance(origin.source(), origin.record(), origin.event(), origin.actor(), origin.collectionPoint(), origin.evidence(), origin.wording(),
                origin.jurisdiction(), origin.capturedFrom(), origin.capturedTo(), origin.clamped(), origin.sequence(), origin.receivedAt(), origin.digest(),
                "", origin.hops(), origin.pointOrigin());
    }
}
