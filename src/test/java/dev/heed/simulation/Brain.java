package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Decisions.Delivery;
import dev.heed.deciding.Difference;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.RecordView;
import dev.heed.mapping.Reading;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the simulation asks of the deciding core: a seam, so that a defect can be put between. */
interface Brain {

    Decisions decide(Dossier before, Reading reading);

    Decisions share(Dossier after, List<Change> changes);

    Map<RecordView, List<Difference>> differences(Dossier dossier, String system, Instant at);

    Decisions reconsider(Dossier dossier, Instant at);

    Map<Slot, Answer> state(Dossier dossier, Instant at);

    List<Delivery> left(Dossier dossier, String system, Instant at);

    Set<String> unanswered(Dossier dossier, Instant at);

    boolean carries(String system, Key written, Change change);

    static Brain of(Decider decider) {
        return new Brain() {
            @Override
            public Decisions decide(Dossier before, Reading reading) {
                return decider.decide(before, reading);
            }

            @Override
            public Decisions share(Dossier after, List<Change> changes) {
                return decider.share(after, changes);
            }

            @Override
            public Map<RecordView, List<Difference>> differences(Dossier dossier, String system, Instant at) {
                return decider.differences(dossier, system, at);
            }

            @Override
            public Decisions reconsider(Dossier dossier, Instant at) {
                return decider.reconsider(dossier, at);
            }

            @Override
            public Set<String> unanswered(Dossier dossier, Instant at) {
                return decider.unanswered(dossier, at);
            }

            @Override
            public Map<Slot, Answer> state(Dossier dossier, Instant at) {
                return decider.holding(dossier, at);
            }

            @Override
            public List<Delivery> left(Dossier dossier, String system, Instant at) {
                return decider.left(dossier, system, at);
            }

            @Override
            public boolean carries(String system, Key written, Change change) {
                return decider.carries(system, written, change);
            }
        };
    }
}
