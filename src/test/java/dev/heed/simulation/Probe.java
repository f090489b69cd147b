package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** A statement that somebody may make at the end of a history: the opposite of what stands there. */
record Probe(Site site, Person person, Key key, String value) {

    /**
     * Null if nobody is left anywhere.
     *
     * @param takes whether a system takes what is written to a record
     */
    static Probe in(Map<String, Site> sites, List<Person> persons, BiPredicate<Site, String> takes) {
        for (Site site : sites.values()) {
            for (Person person : persons) {
                Site.Entry entry = site.entry(site.idOf(person));
                if (entry != null && entry.present && takes.test(site, entry.id) && !site.card().name().equals("agency")) {
                    Key key = site.card().manifest().holds().keySet().stream().filter(held -> held instanceof Permission).findFirst().orElseThrow();
                    boolean refused = site.card().mapping().meaning(key, entry.cells.get(key).token()).orElseThrow().equals("withdrawn");
                    return new Probe(site, person, key, refused ? "granted" : "withdrawn");
                }
            }
        }
        return null;
    }

    /** How many changes it makes at most: a flag that stops all contact speaks of each channel. */
    long changes() {
        return 1 + Cards.TAXONOMY.permissions().stream().filter(other -> other.topic() == null && site.card().manifest().governs(key, other)).count();
    }

    void say() {
        site.set(person, key, value, site.card().name().equals("kiosk") ? Actor.AGENT : Actor.SUBJECT);
    }
}
