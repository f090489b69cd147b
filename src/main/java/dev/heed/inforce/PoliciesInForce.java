package dev.heed.inforce;

import dev.heed.deciding.Rulebook;
import dev.heed.deciding.Setup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Knows what was in force when. Notes at start, before anything is answered or carried, what is from now on. The times are few and kept in memory; they
 * are looked up again only for a moment about which another node may have noted something since.
 */
@Component
public class PoliciesInForce implements SmartInitializingSingleton {

    /** More than two nodes' clocks are apart, and than it takes to add a note. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /** @param settled of what is earlier nobody will note anything any more */
    private record Known(List<Note> notes, Instant settled) {

        Note at(Instant moment) {
            return notes.stream().filter(note -> !note.since().isAfter(moment)).reduce((earlier, later) -> later).orElse(notes.get(0));
        }
    }

    private final Notes notes;
    private final Setup setup;
    private final Clock clock;
    private final Map<String, Rulebook> rulebooks = new ConcurrentHashMap<>();
    private volatile Known known;
    private volatile InForce own;

    PoliciesInForce(Notes notes, Setup setup, Clock clock) {
        this.notes = notes;
        this.setup = setup;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String digest = Rulebook.digest(setup.texts());
        rulebooks.put(digest, Rulebook.of(setup.texts()));
        notes.add(digest, setup.texts(), clock.instant());
        // another node may have noted another one in between: own is what this one judges by all the same
        Known all = look();
        own = inForce(all, all.notes().stream().filter(note -> note.digest().equals(digest)).reduce((earlier, later) -> later).orElseThrow());
    }

    /** What this Heed judges by. */
    public InForce now() {
        return own;
    }

    /** What counted at that moment; before the first note, that one. */
    public InForce at(Instant moment) {
        Known latest = known;
        Known enough = moment.isAfter(latest.settled()) ? look() : latest;
        return inForce(enough, enough.at(moment));
    }

    /** Everything that was ever in force, the first one first. */
    public List<Note> all() {
        return look().notes();
    }

    /** What was in force under this digest, by the names of the files. */
    public Optional<Map<String, String>> texts(String digest) {
        return notes.texts(digest);
    }

    private Known look() {
        Instant settled = clock.instant().minus(SETTLING);
        Known latest = new Known(notes.all(), settled);
        known = latest;
        return latest;
    }

    private InForce inForce(Known all, Note note) {
        return new InForce(note, note.equals(all.notes().get(0)), () -> rulebook(note.digest()));
    }

    private Rulebook rulebook(String digest) {
        return rulebooks.computeIfAbsent(digest, first -> Rulebook.of(notes.texts(first).orElseThrow()));
    }
}
