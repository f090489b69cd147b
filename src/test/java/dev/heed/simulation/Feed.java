package dev.heed.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Actor;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.SystemCard;
import dev.heed.simulation.Site.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a system tells of its records, in native messages. */
final class Feed {

    private enum Manner { CHANGED_FIELDS, CLICKS, WHOLE_RECORDS, MESSAGES, LOOKED_AT }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SystemCard card;
    private final Manner manner;
    private final long skew;
    private final Agenda agenda;
    private final Wire wire;
    private final Deeds deeds;
    private final Map<String, Entry> entries;
    private long sequence;
    private boolean lookPending;

    /** @param skew how far the system's clock is off, in milliseconds */
    Feed(SystemCard card, long skew, Agenda agenda, Wire wire, Deeds deeds, Map<String, Entry> entries) {
        this.card = card;
        this.manner = switch (card.name()) {
            case "crm", "hotline" -> Manner.CHANGED_FIELDS;
            case "mail" -> Manner.CLICKS;
            case "shop" -> Manner.WHOLE_RECORDS;
            case "kiosk" -> Manner.LOOKED_AT;
            default -> Manner.MESSAGES;
        };
        this.skew = skew;
        this.agenda = agenda;
        this.wire = wire;
        this.deeds = deeds;
        this.entries = entries;
    }

    /** Whether it tells of it if this actor says what stands there already; where only records are shown, that is to do nothing. */
    boolean tellsOfRepetitions(Actor actor) {
        return manner == Manner.MESSAGES || manner == Manner.CLICKS && actor == Actor.SUBJECT;
    }

    /** Some systems take a write that changes nothing for nothing: the record stays as old as it was. */
    boolean tellsOfWritesThatChangeNothing() {
        return manner != Manner.WHOLE_RECORDS && manner != Manner.CHANGED_FIELDS;
    }

    boolean tellsOfWholeRecords() {
        return manner == Manner.WHOLE_RECORDS;
    }

    /** Heed reads the records again. */
    void look() {
        lookPending = false;
        if (manner != Manner.MESSAGES) {
            entries.values().forEach(entry -> wire.show(told(entry, "rows", entry.present ? entry.cells : Map.of(), "")));
        }
    }

    /** @param by who changed it, as the system knows it */
    void tell(Entry entry, Map<Key, Cell> changed, String by) {
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
                // of what was written to it it says nothing
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
            return new Told(number, card.name(), entry.id, feed, JSON.writeValueAsBytes(body), cells, !entry.present,
                    manner == Manner.LOOKED_AT ? null : Agenda.instant(entry.touched));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
