package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    static Seams splitPartsNobody() {
        return new Seams() {
            @Override
            public UUID parts(Persons persons, UUID part) {
                return persons.person(part);
            }
        };
    }

    static Seams splitForgetsWhatWasSaid() {
        Set<UUID> parted = new HashSet<>();
        return new Seams() {
            @Override
            public UUID parts(Persons persons, UUID part) {
                parted.add(part);
                return persons.part(part);
            }

            @Override
            public List<UUID> members(People people, UUID person) {
                return parted.contains(person) ? List.of() : people.members(person);
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
