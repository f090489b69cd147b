package dev.heed.simulation;

/** A law was broken. Names the invariant, and says what happened. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String invariant;

    Violation(String invariant, String story) {
        super(invariant + ": " + story);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }

    static void unless(boolean kept, String invariant, java.util.function.Supplier<String> story) {
        if (!kept) {
            throw new Violation(invariant, story.get());
        }
    }
}
