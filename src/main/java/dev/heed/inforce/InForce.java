package dev.heed.inforce;

import dev.heed.deciding.Rulebook;
import dev.heed.deciding.Rulebook.Illegible;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What is judged by at a moment.
 *
 * @param first whether nothing was noted before: then it counts for all that was earlier, too
 */
public record InForce(Note note, boolean first, Supplier<Rulebook> texts) {

    /** The first moment that is judged by it. */
    public Instant from() {
        return first ? Instant.MIN : note.since();
    }

    /** @throws Illegible if it says what this Heed does not understand */
    public Rulebook rulebook() {
        return texts.get();
    }
}
