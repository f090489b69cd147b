package dev.heed.simulation;

import dev.heed.change.Key;
import dev.heed.deciding.DeliveryState;
import java.util.UUID;

/** The carrying of one change to one system for one subject: a row of the table of deliveries. */
final class Carried {

    final UUID change;
    final String system;
    UUID subject;
    final Key key;
    final long sequence;
    DeliveryState state;
    String reason;
    int attempts;
    long queuedAt;
    long dueAt;

    Carried(UUID change, String system, UUID subject, Key key, long sequence) {
        this.change = change;
        this.system = system;
        this.subject = subject;
        this.key = key;
        this.sequence = sequence;
    }

    void end(DeliveryState end, String why) {
        if (state == DeliveryState.QUEUED) {
            state = end;
            reason = why;
        }
    }

    @Override
    public String toString() {
        return key.text() + " " + change.toString().substring(0, 8) + " " + state.text();
    }
}
