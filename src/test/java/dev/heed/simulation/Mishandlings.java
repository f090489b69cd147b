package dev.heed.simulation;

import static dev.heed.simulation.Planting.brain;
import static dev.heed.simulation.Planting.card;
import static dev.heed.simulation.Planting.manifest;

import dev.heed.change.Key;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Errors about echoes, and about carrying. */
final class Mishandlings {

    private Mishandlings() {
    }

    static Seams echoIsAChange() {
        return new Seams() {
            @Override
            public boolean notesWhatItSends() {
                return false;
            }
        };
    }

    static Seams echoWindowNeverCloses() {
        return card(card -> manifest(card, Duration.ofDays(365), card.manifest().holds()));
    }

    static Seams lateEchoIsAChange() {
        return brain(UnaryOperator.identity(), dossier -> Altered.held(dossier, held ->
                new Held(held.token(), held.sent(), held.sentAt(), held.seenAt(), held.repairs(), List.of())));
    }

    static Seams recordThatReturnsIsNew() {
        return brain(UnaryOperator.identity(), dossier -> new Dossier(dossier.subject(), dossier.contactPoints(), dossier.records().stream()
                .map(record -> record.present() ? record : new RecordView(record.system(), record.id(), false, record.email(), record.phone(), Map.of())).toList(), dossier.changes()));
    }

    static Seams retrySendsAnOldPayload() {
        Map<String, Map<Key, String>> first = new HashMap<>();
        return new Seams() {
            @Override
            public Map<Key, String> sent(String lane, int attempts, Map<Key, String> tokens) {
                if (attempts == 0) {
                    first.put(lane, tokens);
                }
                return first.getOrDefault(lane, tokens);
            }
        };
    }

    static Seams lostDeliveryIsNeverSwept() {
        return new Seams() {
            @Override
            public boolean sweeps() {
                return false;
            }
        };
    }

    static Seams twoCallsAtOnce() {
        return new Seams() {
            @Override
            public boolean oneLane() {
                return false;
            }
        };
    }

    static Seams nothingIsRepaired() {
        return brain(Altered::withoutRepairs, UnaryOperator.identity());
    }

    static Seams doubleIsTakenTwice() {
        return new Seams() {
            @Override
            public boolean takes(boolean first) {
                return true;
            }
        };
    }
}
