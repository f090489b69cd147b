package dev.heed.ledger;

import java.util.Collection;
import java.util.UUID;

/** The way of one subject to one system, on which one call at a time is under way. */
public record Lane(String system, UUID subject) {

    static String[] systems(Collection<Lane> lanes) {
        return lanes.stream().map(Lane::system).toArray(String[]::new);
    }

    static UUID[] subjects(Collection<Lane> lanes) {
        return lanes.stream().map(Lane::subject).toArray(UUID[]::new);
    }
}
