package dev.heed.trial;

import dev.heed.deciding.Dossier;
import dev.heed.deciding.Setup;
import dev.heed.deciding.SystemCard;
import dev.heed.mapping.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Today's setup against a proposed one. */
public final class Trial {

    private final Setup today;
    private final Setup proposed;
    private final States states;
    private final Values values;

    public Trial(Setup today, Setup proposed) {
        this.today = today;
        this.proposed = proposed;
        Words words = new Words(today, proposed);
        this.states = new States(today.decider(), proposed.decider(), words);
        this.values = new Values(today, proposed, words);
    }

    /**
     * What would differ for one person at this instant.
     *
     * @param now  what is known of them
     * @param then what would be known: the same, unless messages would have said something else
     */
    public List<Finding> compare(Dossier now, Dossier then, Instant at) {
        List<Finding> found = new ArrayList<>(states.compare(now, then, at));
        found.addAll(values.compare(now, then, at, List.copyOf(found)));
        return found;
    }

    /** Systems whose messages may say something else by the proposed tables. */
    public Set<String> readOtherwise() {
        Set<String> systems = new LinkedHashSet<>(today.systems().byName().keySet());
        systems.retainAll(proposed.systems().byName().keySet());
        boolean samePlace = today.policy().home().equals(proposed.policy().home());
        systems.removeIf(system -> samePlace && mapping(today, system).readsLike(mapping(proposed, system)));
        return systems;
    }

    /** Feeds of a system that either table reads: what was told in another way is not read again. */
    public Set<String> feeds(String system) {
        Set<String> feeds = new LinkedHashSet<>(mapping(today, system).feedNames());
        feeds.addAll(mapping(proposed, system).feedNames());
        return feeds;
    }

    /** What is different and no comparison of values shows. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(proposed.doubts());
        today.systems().byName().keySet().stream().filter(system -> proposed.systems().get(system) == null)
                .forEach(system -> notes.add(system + " would be switched off: nothing is heard from it or carried to it any more, and what stands there stays"));
        for (SystemCard card : proposed.systems().all()) {
            if (today.systems().get(card.name()) == null) {
                notes.add(card.name() + " would be new: what its records hold shows once its feeds have shown them");
            } else {
                notes(card.name(), mapping(today, card.name()), card.mapping(), notes);
            }
        }
        return notes;
    }

    private static void notes(String system, Mapping now, Mapping then, List<String> notes) {
        if (now.version() == then.version() && !(now.readsLike(then) && now.tellsOriginLike(then))) {
            notes.add("mappings/" + system + ".mapping.yaml is another table and has the same version, " + now.version() + ": raise it, it goes into the provenance");
        }
        if (!now.tellsOriginLike(then)) {
            notes.add(system + " would be told otherwise where a value comes from; values that stand there are not written again for it");
        }
        now.keys().stream().filter(key -> then.place(key).filter(place -> !now.place(key).orElseThrow().equals(place)).isPresent())
                .forEach(key -> notes.add(system + ": " + key.text() + " moves from " + now.place(key).orElseThrow() + " to " + then.place(key).orElseThrow()
                        + "; there it is written when it next changes"));
    }

    private static Mapping mapping(Setup setup, String system) {
        return setup.systems().get(system).mapping();
    }
}
