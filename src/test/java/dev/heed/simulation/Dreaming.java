package dev.heed.simulation;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.deciding.Decisions;
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
import java.util.function.UnaryOperator;

/** A sound brain that is shown other dossiers than there are, and whose decisions are not carried out as it took them. */
record Dreaming(Brain sound, UnaryOperator<Dossier> shown, UnaryOperator<Decisions> done) implements Brain {

    @Override
    public Decisions decide(Dossier before, Reading reading) {
        return done.apply(sound.decide(shown.apply(before), reading));
    }

    @Override
    public Decisions share(Dossier after, List<Change> changes) {
        return sound.share(shown.apply(after), changes);
    }

    @Override
    public Map<RecordView, List<Difference>> differences(Dossier dossier, String system, Instant at) {
        return sound.differences(shown.apply(dossier), system, at);
    }

    @Override
    public Decisions reconsider(Dossier dossier, Instant at) {
        return sound.reconsider(shown.apply(dossier), at);
    }

    @Override
    public Map<Slot, Answer> state(Dossier dossier, Instant at) {
        return sound.state(shown.apply(dossier), at);
    }

    @Override
    public List<Decisions.Delivery> left(Dossier dossier, String system, Instant at) {
        return sound.left(shown.apply(dossier), system, at);
    }

    @Override
    public Set<String> unanswered(Dossier dossier, Instant at) {
        return sound.unanswered(shown.apply(dossier), at);
    }

    @Override
    public boolean carries(String system, Key written, Change change) {
        return sound.carries(system, written, change);
    }
}
