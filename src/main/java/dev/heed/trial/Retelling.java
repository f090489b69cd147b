package dev.heed.trial;

import dev.heed.change.Change;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.change.Provenance;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Decisions.Judged;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Setup;
import dev.heed.mapping.Reading;
import dev.heed.trial.Finding.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one person's kept messages would have said by the proposed tables, each beside what was known when it came, and what would be known
 * of them then. What Heed wrote on account of a message, and what came back of that, stays as it was.
 */
public final class Retelling {

    private record Event(String source, String record, String event) {

        static Event of(Provenance origin) {
            return new Event(origin.source(), origin.record(), origin.event());
        }
    }

    private final Decider today;
    private final Decider proposed;
    private final Words words;
    private final Dossier known;
    private final Seen seen = new Seen();
    private final Set<Event> gone = new HashSet<>();
    private final List<Change> said = new ArrayList<>();
    private final Set<UUID> heard = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param known what is known of the person now, with all that they said and not only what decides */
    public Retelling(Setup today, Setup proposed, Dossier known) {
        this.today = today.decider();
        this.proposed = proposed.decider();
        this.words = new Words(today, proposed);
        this.known = known;
    }

    /**
     * Hears the next message, in the order they came in.
     *
     * @param before what was known of the person when it came
     * @param now    what it tells of this person today
     * @param then   what it would
     */
    public void hear(long message, Dossier before, List<Reading> now, List<Reading> then) {
        Map<Key, Change> told = told(today, before, now);
        Map<Key, Change> wouldTell = told(proposed, seen.beside(before), then);
        Set<Key> keys = new LinkedHashSet<>(told.keySet());
        keys.addAll(wouldTell.keySet());
        keys.removeIf(key -> same(told.get(key), wouldTell.get(key)));
        if (!keys.isEmpty()) {
            now.forEach(reading -> gone.add(Event.of(reading.provenance())));
            said.addAll(wouldTell.values());
            // one event may come in several messages, and is one statement
            keys.stream().filter(key -> heard.add(either(told.get(key), wouldTell.get(key)).id()))
                    .forEach(key -> findings.add(finding(message, key, told.get(key), wouldTell.get(key))));
        }
        then.forEach(reading -> seen.note(before, proposed.decide(seen.beside(before), reading).dossier(), reading));
    }

    /** What is known today, and of fields that only the proposed tables know what stands there. */
    public Dossier now() {
        return seen.fields(known);
    }

    /** What would be known. */
    public Dossier then() {
        return seen.all(retold(known, said));
    }

    /** What would be known of somebody who shares a contact point with this person: a refusal binds them too. */
    public Dossier then(Dossier other) {
        return retold(other, said.stream().filter(change -> change.key() instanceof Permission && change.decision().restrictive()
                && other.contactPoints().contains(change.contactPoint())).toList());
    }

    public List<Finding> findings() {
        return findings;
    }

    private Dossier retold(Dossier dossier, List<Change> instead) {
        List<Change> changes = new ArrayList<>(dossier.changes().stream().filter(change -> !gone.contains(Event.of(change.provenance()))).toList());
        Set<UUID> there = changes.stream().map(Change::id).collect(Collectors.toSet());
        instead.stream().filter(change -> there.add(change.id())).forEach(changes::add);
        return new Dossier(dossier.subject(), dossier.contactPoints(), dossier.records(), changes);
    }

    /** As this person's, who may have been another before two were found to be one. */
    private Map<Key, Change> told(Decider decider, Dossier before, List<Reading> readings) {
        Map<Key, Change> told = new LinkedHashMap<>();
        readings.forEach(reading -> decider.decide(before, reading).judged().stream().map(Judged::change).forEach(change -> told.put(change.key(),
                new Change(change.id(), known.subject(), change.key(), change.value(), change.contactPoint(), change.provenance()))));
        return told;
    }

    private static boolean same(Change one, Change other) {
        return one != null && other != null && one.value().equals(other.value()) && Objects.equals(one.contactPoint(), other.contactPoint())
                && Told.plain(one.provenance()).equals(Told.plain(other.provenance()));
    }

    private Finding finding(long message, Key key, Change now, Change then) {
        Change either = either(now, then);
        return new Finding(Finding.Kind.STATEMENT, known.subject(), either.provenance().source(), words.record(known, either.provenance().record()), key.text(),
                words.point(known, either.contactPoint()), side(now), side(then), message, then == null ? "it would say nothing of it"
                : now == null ? "it says nothing of it now" : "it would say something else");
    }

    private static Change either(Change now, Change then) {
        return now == null ? then : now;
    }

    private Side side(Change change) {
        return change == null ? new Side(null, null, null) : new Side(words.statement(change), null, change.id());
    }
}
