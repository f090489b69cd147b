package dev.heed.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Actor;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.SystemCard;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A marketing system: its records, its clock, which is never quite right, and its feeds. Knows nothing of Heed. */
final class Site {

    /** How a system tells of itself. */
    enum Manner { CHANGED_FIELDS, CLICKS, WHOLE_RECORDS, MESSAGES, LOOKED_AT }

    private static final ObjectMapper JSON = new ObjectMapper();
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
    private final Manner manner;
    private final long skew;
    private final Agenda agenda;
    private final Wire wire;
    private final Deeds deeds;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long sequence;
    private boolean lookPending;
    private long awayUntil;
    private final java.util.Set<String> refused = new java.util.HashSet<>();

    Site(SystemCard card, long skew, Agenda agenda, Wire wire, Deeds deeds) {
        this.card = card;
        this.manner = switch (card.name()) {
            case "crm" -> Manner.CHANGED_FIELDS;
            case "mail" -> Manner.CLICKS;
            case "shop" -> Manner.WHOLE_RECORDS;
            case "kiosk" -> Manner.LOOKED_AT;
            default -> Manner.MESSAGES;
        };
        this.skew = skew;
        this.agenda = agenda;
        this.wire = wire;
        this.deeds = deeds;
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
        tell(entry, entry.cells, "import");
    }

    /** Somebody sets a field; null if there is nothing to be set. */
    Deed set(Person person, Key key, String value, Actor actor) {
        Entry entry = entries.get(idOf(person));
        if (entry == null || !entry.present || !card.mapping().keys().contains(key)) {
            return null;
        }
        Cell before = entry.cells.get(key);
        String token = card.mapping().tokenFor(key, value).orElseThrow();
        if (before.token().equals(token) && (manner == Manner.CHANGED_FIELDS || manner == Manner.WHOLE_RECORDS || manner == Manner.LOOKED_AT)) {
            // where only records are shown, to set what stands there already is to do nothing
            return null;
        }
        Deed saw = agenda.now() - before.at() < REACTION ? null : before.deed() != null ? before.deed() : deeds.of(before.bearer());
        Deed deed = deeds.done(card.name(), entry.id, key, value, point(entry, key), actor, agenda.now(), saw);
        entry.cells.put(key, Cell.by(deed, token));
        touch(entry);
        tell(entry, Map.of(key, entry.cells.get(key)), actor.text());
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
            tell(entry, Map.of(), "agent");
        }
    }

    void comeBack(Person person) {
        Entry entry = entries.get(idOf(person));
        if (entry != null && !entry.present) {
            entry.present = true;
            touch(entry);
            tell(entry, entry.cells, "import");
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
                    tell(entry, Map.of(key, entry.cells.get(key)), "import");
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
            written.put(token.getKey(), Cell.written(asKept(token.getKey(), token.getValue()), bearers.get(token.getKey()), agenda.now()));
        }
        entry.cells.putAll(written);
        touch(entry);
        if (manner != Manner.MESSAGES) {
            tell(entry, written, "heed");
        }
        return true;
    }

    /** Heed reads the records again. */
    void look() {
        lookPending = false;
        if (manner != Manner.MESSAGES) {
            entries.values().forEach(entry -> wire.show(told(entry, "rows", entry.present ? entry.cells : Map.of(), "")));
        }
    }

    private void tell(Entry entry, Map<Key, Cell> changed, String by) {
        switch (manner) {
            case CHANGED_FIELDS -> wire.stream(told(entry, "changes", changed, by), true);
            case CLICKS -> {
                if (by.equals("subject") || by.equals("heed")) {
                    changed.forEach((key, cell) -> {
                        if (key instanceof Permission && !cell.token().isEmpty()) {
                            wire.stream(told(entry, "clicks", Map.of(key, cell), by), true);
                        }
                    });
                }
                lookSoon();
            }
            case WHOLE_RECORDS -> wire.stream(told(entry, "rows", entry.present ? entry.cells : Map.of(), by), true);
            case MESSAGES -> {
                if (changed.values().stream().anyMatch(cell -> cell.deed() != null)) {
                    wire.post(told(entry, card.mapping().feedNames().iterator().next(), changed, by));
                }
            }
            case LOOKED_AT -> lookSoon();
        }
    }

    private void lookSoon() {
        if (!lookPending) {
            lookPending = true;
            agenda.in(4000 + wire.delay(card.name()), this::look);
        }
    }

    private Told told(Entry entry, String feed, Map<Key, Cell> shown, String by) {
        Map<Key, Cell> cells = new LinkedHashMap<>(shown);
        Map<Key, String> tokens = new LinkedHashMap<>();
        cells.forEach((key, cell) -> tokens.put(key, cell.token()));
        ObjectNode body = card.mapping().write(tokens, Map.of());
        int number = deeds.nextMessage();
        body.put("id", entry.id).put("by", by).put("event", card.name() + "-" + number).put("sequence", ++sequence).put("at", Agenda.instant(entry.touched + skew).toEpochMilli());
        body.put("deleted", String.valueOf(!entry.present));
        if (manner == Manner.CLICKS && feed.equals("clicks")) {
            body.put("said", body.fieldNames().next());
        }
        body.put("email", entry.person.email().value()).put("phone", entry.person.phone().value());
        try {
            return new Told(number, card.name(), entry.id, feed, JSON.writeValueAsBytes(body), cells, !entry.present);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void touch(Entry entry) {
        entry.touched = agenda.now();
    }

    /** As such systems do: with a space that nobody asked for. */
    private String asKept(Key key, String token) {
        return key instanceof Permission || token.isEmpty() || manner != Manner.WHOLE_RECORDS ? token : token + " ";
    }

    private static ContactPoint point(Entry entry, Key key) {
        return Cards.TAXONOMY.reaches(key)
                .map(kind -> kind == ContactPoint.Kind.EMAIL ? entry.person.email() : entry.person.phone()).orElse(null);
    }
}
