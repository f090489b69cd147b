package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Errors about who is who, and about who wants to be forgotten. */
final class Mistakings {

    private Mistakings() {
    }

    static Seams mergeDropsWhatOneSaid() {
        return new Seams() {
            @Override
            public List<UUID> members(People people, UUID person) {
                return List.of(person);
            }
        };
    }

    static Seams erasedRefusalsBindNobody() {
        return new Seams() {
            @Override
            public void forgottenRefusals(Map<ContactPoint, List<Change>> refusals, UUID subject) {
                refusals.values().forEach(all -> all.removeIf(change -> change.subject().equals(subject)));
            }
        };
    }

    static Seams erasureWithdrawsNothing() {
        return new Seams() {
            @Override
            public boolean withdrawsBeforeErasing() {
                return false;
            }
        };
    }
}
