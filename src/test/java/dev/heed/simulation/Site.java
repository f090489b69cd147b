package dev.heed.simulation;

import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.SystemCard;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A marketing system: its records, its clock, which is never quite right, and its feeds. Knows nothing of Heed. */
final class Site {

    /** Shorter than this nobody sees a value and answers it. */
    private static final long REACTION = 1500;

    /** One record. */
    static final class Entry {
        final String id;
        final Person person;
        final Map<Key, Cell> cells = new LinkedHashMap<>();
        Map<Key, Cell> backup = Map.of();
        boolean present = true;
        long touched;
        long version = -1;

        Entry(String id, Person person) {
            this.id = id;
            this.person = person;
        }
    }

    private final SystemCard card;
    private final Feed feed;
    private final Agenda agenda;
    private final Deeds deeds;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long awayUntil;
    private final Set<String> refused = new HashSet<>();

    Site(SystemCard card, long skew, Agenda agenda, Wire wire, Deeds deeds) {
        this.card = card;
        this.feed = new Feed(card, skew, agenda, wire, deeds, entries);
        this.agenda = agenda;
        this.deeds = deeds;
    }

    /** Heed reads the records again. */
    void look() {
        feed.look();
    }

    SystemCard card() {
        return card;
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    Entry entry(String id) {
        return entries.get(id);
    }

    String idOf(Person person) {
        return switch (card.name()) {
            case "sms" -> person.phone().value();
            case "agency", "mail" -> person.email().value();
            default -> card.name().charAt(0) + "-" + person.name();
        };
    }

    /** Everything as nobody has said anything yet. */
    void join(Person person) {
        Entry entry = new Entry(idOf(person), person);
        if (entries.putIfAbsent(entry.id, entry) != null) {
            return;
        }
        card.mapping().keys().forEach(key -> entry.cells.put(key, Cell.empty(card.mapping().tokenFor(key, key instanceof Permission ? Decision.NOT_SET.text() : "").orElse(""))));
        touch(entry);
        feed.tell(entry, entry.cells, "import");
    }

    /** Somebody sets a field; null if there is nothing to be set. */
    Deed set(Person person, Key key, String value, Actor actor) {
        Entry entry = entries.get(idOf(person));
        if (entry == null || !entry.present || !card.mapping().keys().contains(key)) {
            return null;
        }
        Cell before = entry.cells.get(key);
        String token = card.mapping().tokenFor(key, value).orElseThrow();
        if (before.token().equals(token) && !feed.tellsOfRepetitions(actor)) {
            // where only records are shown, to set what stands there already is to do nothing
            return null;
        }
        Deed saw = agenda.now() - before.at() < REACTION ? null : before.deed() != null ? before.deed() : deeds.of(before.bearer());
        Deed deed = deeds.done(card.name(), entry.id, key, value, point(entry, key), actor, agenda.now(), saw);
        entry.cells.put(key, Cell.by(deed, token));
        touch(entry);
        feed.tell(entry, Map.of(key, entry.cells.get(key)), actor.text());
        return deed;
    }

    void goAway(long millis) {
        awayUntil = agenda.now() + millis;
    }

    boolean isAway() {
        return agenda.now() < awayUntil;
    }

    /** Will not take what is written for this person. */
    void refuse(Person person) {
        refused.add(idOf(person));
    }

    boolean refuses(String id) {
        return refused.contains(id);
    }

    void leave(Person person) {
        Entry entry = entries.get(idOf(person));
        if (entry != null && entry.present) {
            entry.present = false;
            touch(entry);
            feed.tell(entry, Map.of(), "agent");
        }
    }

    void comeBack(Person person) {
        Entry entry = entries.get(idOf(person));
        if (entry != null && !entry.present) {
            entry.present = true;
            touch(entry);
            feed.tell(entry, entry.cells, "import");
        }
    }

    void keepBackup() {
        entries.values().forEach(entry -> entry.backup = Map.copyOf(entry.cells));
    }

    /** An import or a backup puts back what was there at some time, or the default. */
    void overwrite(boolean withBackup) {
        for (Entry entry : entries.values()) {
            for (Key key : card.manifest().holds().keySet()) {
                String token = withBackup && entry.backup.containsKey(key) ? entry.backup.get(key).token()
                        : key instanceof Permission ? card.mapping().tokenFor(key, "granted").orElseThrow() : null;
                if (entry.present && token != null && !token.equals(entry.cells.get(key).token())) {
                    String meaning = card.mapping().meaning(key, token).orElseThrow();
                    Deed deed = deeds.done(card.name(), entry.id, key, meaning, point(entry, key), Actor.AUTOMATION, agenda.now(), null);
                    entry.cells.put(key, Cell.by(deed, token));
                    touch(entry);
                    feed.tell(entry, Map.of(key, entry.cells.get(key)), "import");
                }
            }
        }
    }

    /** Heed writes. False if there is no such record. */
    boolean write(String id, Map<Key, String> tokens, Map<Key, UUID> bearers) {
        Entry entry = entries.get(id);
        if (entry == null || !entry.present) {
            return false;
        }
        Map<Key, Cell> written = new LinkedHashMap<>();
        for (var token : tokens.entrySet()) {
            String kept = asKept(token.getKey(), token.getValue());
            if (feed.tellsOfWritesThatChangeNothing() || !kept.equals(entry.cells.get(token.getKey()).token())) {
                written.put(token.getKey(), Cell.written(kept, bearers.get(token.getKey()), agenda.now()));
            }
        }
        if (written.isEmpty()) {
            return true;
        }
        entry.cells.putAll(written);
        touch(entry);
        feed.tell(entry, written, "heed");
        return true;
    }

    private void touch(Entry entry) {
        entry.touched = agenda.now();
    }

    /** As such systems do: with a space that nobody asked for. */
    private String asKept(Key key, String token) {
        return key instanceof Permission || token.isEmpty() || !feed.tellsOfWholeRecords() ? token : token + " ";
    }

    static ContactPoint point(Entry entry, Key key) {
        return Cards.TAXONOMY.reaches(key)
                .map(kind -> kind == ContactPoint.Kind.EMAIL ? entry.person.email() : entry.person.phone()).orElse(null);
    }
}
