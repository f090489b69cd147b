package dev.heed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays histories and, where a law is broken, finds the shortest story of it. */
final class Simulation {

    private Simulation() {
    }

    static Optional<Violation> play(History history, Seams seams, Trace trace) {
        try {
            new World(history, seams, trace).play();
            return Optional.empty();
        } catch (Violation broken) {
            return Optional.of(broken);
        }
    }

    /** Leaves out of a failing history every act without which it fails as well. */
    static History shortest(History failing, Seams seams) {
        String invariant = play(failing, seams, Trace.silent()).orElseThrow().invariant();
        History best = failing;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int i = best.acts().size() - 1; i >= 0; i--) {
                List<Act> fewer = new ArrayList<>(best.acts());
                fewer.remove(i);
                History candidate = best.with(fewer);
                if (play(candidate, seams, Trace.silent()).filter(broken -> broken.invariant().equals(invariant)).isPresent()) {
                    best = candidate;
                    shorter = true;
                }
            }
        }
        return best;
    }

    static String story(History failing, Seams seams) {
        History shortest = shortest(failing, seams);
        Trace trace = Trace.written();
        Violation broken = play(shortest, seams, trace).orElseThrow();
        return broken.getMessage() + "\n" + shortest.text() + "\n" + trace.text() + "\nReplay it with -Dsimulation.seed=" + failing.seed();
    }
}
