package dev.heed.simulation;

import static dev.heed.simulation.Violation.unless;

import dev.heed.change.Change;
import dev.heed.change.Evidence;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.SystemCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Sees every step and holds it against the invariants. */
final class Watch {

    private final Map<String, SystemCard> cards;
    private final Map<String, Site> sites;
    private final People people;
    private final Book book;
    private final Deeds deeds;
    private final Agenda agenda;
    private final Trace trace;
    private final Oracle oracle;
    private final Permits permits;
    private final Set<String> exempt = new HashSet<>();
    private final List<Change> fresh = new ArrayList<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final Map<String, Long> forgotten = new HashMap<>();
    private final Map<String, Integer> writes = new TreeMap<>();

    Watch(Map<String, SystemCard> cards, Map<String, Site> sites, Brain brain, People people, Book book, Deeds deeds, Agenda agenda, Trace trace) {
        this.cards = cards;
        this.sites = sites;
        this.people = people;
        this.book = book;
        this.deeds = deeds;
        this.agenda = agenda;
        this.trace = trace;
        this.oracle = new Oracle(people::person);
        this.permits = new Permits(cards, brain, people, book, agenda, oracle);
    }

    /** A message nobody can be found for waits for a person, and so does what its system shows. */
    void parkedInbound(Told told) {
        trace.note(() -> told.digest() + " from " + told.system() + " is parked: several people may be meant");
        exempt.add(People.name(told.system(), told.record()));
    }

    void parked(String system, UUID subject) {
        trace.note(() -> "parked: " + system + " for subject " + Texts.shortly(subject));
        exempt.add(system + " " + subject);
    }

    /** @param subject in whose name it is kept */
    void heard(Told told, UUID subject, Dossier before) {
        trace.note(() -> "heard " + told.digest() + " of " + told.feed() + " from " + told.system() + ", " + told.record() + ", subject " + Texts.shortly(subject) + ": "
                + (told.deleted() ? "deleted" : Texts.fields(told.cells())));
        told.cells().forEach((key, cell) -> {
            if (cell.deed() != null && !showsWhatWasKnown(told, before, key, cell) && !looksLikeEcho(told, before, key, cell)) {
                oracle.hears(cell.deed(), subject);
                besides(told, key).forEach(other -> oracle.hears(besides(told, cell.deed(), other), subject));
            }
        });
    }

    /** Who changed something and changed it back between two looks is not seen, nor who did what a record said before it was gone. */
    private static boolean showsWhatWasKnown(Told told, Dossier before, Key key, Cell cell) {
        boolean shows = told.feed().equals("rows") || told.feed().equals("changes");
        return shows && held(told, before, key).filter(held -> cell.token().equals(held.token())).isPresent();
    }

    /** Who does by chance what Heed does at that moment cannot be told from Heed's echo, where a feed names no author. */
    private boolean looksLikeEcho(Told told, Dossier before, Key key, Cell cell) {
        return held(told, before, key).filter(held -> looksLikeEcho(told, held, cell)).isPresent();
    }

    private boolean looksLikeEcho(Told told, Held held, Cell cell) {
        Instant made = Agenda.instant(cell.at());
        Duration doubt = Cards.POLICY.clockSkew().multipliedBy(2);
        Duration window = cards.get(told.system()).manifest().echoWindow();
        // by what a feed tells, it was made when the whole record was last touched, and at some time where it does not tell
        boolean ofTheLast = held.sentAt() != null && cell.token().equals(held.sent() == null ? held.token() : held.sent())
                && !made.isAfter(held.sentAt().plus(window).plus(doubt)) && (told.touched() == null || !told.touched().isBefore(held.sentAt().minus(doubt)));
        return ofTheLast || held.earlier().stream().anyMatch(write -> write.token().equals(cell.token())
                && !made.isBefore(write.at().minus(doubt)) && !made.isAfter((write.until() == null ? write.at().plus(window) : write.until()).plus(doubt)));
    }

    private static Optional<Held> held(Told told, Dossier before, Key key) {
        return before.records().stream().filter(record -> record.system().equals(told.system()) && record.id().equals(told.record()))
                .map(record -> record.held().get(key)).filter(Objects::nonNull).findFirst();
    }

    /** I8, I11: what is recorded is somebody's deed, and not our own write come back, nor a default. */
    void recorded(Book.Entry entry) {
        Change change = entry.change();
        trace.note(() -> "  recorded " + Texts.shortly(change.id()) + " " + change.key().text() + " = " + change.value() + " by " + change.provenance().actor().text() + "/"
                + change.provenance().evidence().text() + " " + change.provenance().capturedFrom() + ".." + change.provenance().capturedTo() + " " + entry.rule().text());
        Key flag = entry.told().cells().keySet().stream().filter(key -> key.equals(change.key()) || besides(entry.told(), key).anyMatch(change.key()::equals)).findFirst().orElse(change.key());
        Cell cell = entry.told().cells().get(flag);
        unless(cell != null, "I11", () -> change.key().text() + " = " + change.value() + " was recorded from a message that says nothing of it");
        if (cell.written() && (isNoOfBefore(entry.told(), flag, change, cell) || isForgotten(entry.told(), flag, cell))) {
            oracle.records(new Deed(0, entry.told().system(), entry.told().record(), change.key(), change.value(), change.contactPoint(), change.provenance().actor(), cell.at(), null),
                    entry.origin(), change);
            return;
        }
        unless(!cell.written(), "I8", () -> "an echo was taken for a change: " + change.key().text() + " = " + change.value() + " from " + entry.told().system());
        unless(cell.deed() != null, "I11", () -> "what nobody said was recorded: " + change.key().text() + " = " + change.value() + " from " + entry.told().system());
        unless(same(entry.told().system(), flag, change, cell), "I11", () -> cell.deed() + " was recorded as " + change.value());
        unless(change.provenance().evidence().ordinal() >= strongest(cell.deed()), "I11",
                () -> cell.deed() + " was recorded with evidence " + change.provenance().evidence().text());
        Deed deed = flag.equals(change.key()) ? cell.deed() : besides(entry.told(), cell.deed(), change.key());
        unless(deed.saw() == null || deeds.of(change.id()) == null, "I6", () -> deed + " was recorded twice under one name");
        deeds.recorded(change.id(), deed);
        oracle.records(deed, entry.origin(), change);
        fresh.add(change);
    }

    /** Seen when something else was under way already: nobody can tell it from a no that came after, and so it is kept. */
    private boolean isNoOfBefore(Told told, Key flag, Change change, Cell cell) {
        boolean showsOlder = told.feed().equals("rows") || told.touched() != null && Agenda.instant(cell.at()).isBefore(told.touched());
        return showsOlder && change.key() instanceof Permission && change.decision().restrictive()
                && sentAt.getOrDefault(field(told.system(), told.record(), flag), 0L) > cell.at();
    }

    /** Of a person that was erased Heed knows not even what it wrote: what a record still shows of it is what was found there. */
    private boolean isForgotten(Told told, Key flag, Cell cell) {
        long forgottenAt = forgotten.getOrDefault(People.name(told.system(), told.record()), -1L);
        // a call that was under way then may have come later
        return cell.at() <= forgottenAt || sentAt.getOrDefault(field(told.system(), told.record(), flag), Long.MAX_VALUE) <= forgottenAt;
    }

    /** What nobody but Heed says, in the name of who wants to be forgotten. */
    void withdrawn(Book.Entry entry) {
        Change change = entry.change();
        trace.note(() -> "  withdrawn for the erasure: " + change.key().text() + " of " + Texts.shortly(change.subject()));
        oracle.records(deeds.done("heed", "", change.key(), change.value(), change.contactPoint(), change.provenance().actor(), agenda.now(), null), entry.origin(), change);
        fresh.add(change);
    }

    void merged(UUID from, UUID into) {
        trace.note(() -> Texts.shortly(from) + " is " + Texts.shortly(into) + " too");
        permits.check(into);
    }

    void split(UUID part, UUID whole) {
        trace.note(() -> Texts.shortly(part) + " is not " + Texts.shortly(whole) + " after all");
        unless(!people.person(part).equals(people.person(whole)), "I3", () -> Texts.shortly(part) + " was split, and is still one with " + Texts.shortly(whole));
        permits.check(part);
        permits.check(whole);
    }

    /** I14: whoever is forgotten has refused everything, at every address that is known. */
    void erases(UUID person) {
        people.points(person).forEach(point -> Cards.TAXONOMY.permissions().stream().filter(whole -> whole.topic() == null && Cards.TAXONOMY.reaches(whole).filter(point.kind()::equals).isPresent())
                .forEach(whole -> unless(oracle.about(whole).stream().anyMatch(heard -> heard.deed().refuses() && point.equals(heard.point())), "I14",
                        () -> Texts.shortly(person) + " is erased, and nothing says that " + whole.text() + " is refused at " + point.text())));
    }

    /** @param records of which nothing is known any more */
    void erased(UUID person, List<String> records) {
        trace.note(() -> Texts.shortly(person) + " is erased, and with it " + records);
        records.forEach(record -> forgotten.put(record, agenda.now()));
    }

    /** I4 and I7, whenever a message was taken. */
    void taken(Told told, UUID subject, boolean changed) {
        if (!changed) {
            return;
        }
        permits.check(subject);
        Set<UUID> sharers = new LinkedHashSet<>();
        people.points(subject).forEach(point -> sharers.addAll(people.at(point)));
        sharers.remove(subject);
        sharers.forEach(permits::check);
        fresh.stream().filter(change -> change.key() instanceof Permission && change.decision().restrictive() && change.contactPoint() != null)
                .forEach(change -> people.at(change.contactPoint()).forEach(who -> cards.keySet().forEach(system -> unless(
                        book.lane(system, who).containsKey(change.id()), "I3", () -> "a refusal of " + Texts.shortly(subject) + " is not carried to " + system + " for " + Texts.shortly(who)))));
        fresh.clear();
    }

    /** I4 where it counts: what is about to be written opens nothing that somebody closed. */
    void loaded(String system, Row row) {
        trace.note(() -> "sending to " + system + " " + row.record().id() + " for subject " + Texts.shortly(row.subject()) + ": " + Texts.fields(row.tokens()));
        row.tokens().forEach((key, token) -> {
            sentAt.put(field(system, row.record().id(), key), agenda.now());
            permits.allowed(system, row.subject(), row.record(), key, token, "is being written");
        });
    }

    /** I5: no older state over a newer one. */
    void applies(String system, Row row) {
        writes.merge(People.name(system, row.record().id()) + " for " + Texts.shortly(row.subject()), 1, Integer::sum);
        Site.Entry entry = sites.get(system).entry(row.record().id());
        trace.note(() -> "  " + system + " " + row.record().id() + (entry == null || !entry.present ? " is gone, not written: " : " is written: ") + Texts.fields(row.tokens()));
        if (entry == null) {
            return;
        }
        unless(row.version() >= entry.version || permits.sharedByPoint(system, row.record()), "I5",
                () -> system + " is written with what was known at " + row.version() + " over what was known at " + entry.version);
        row.tokens().forEach((key, token) -> {
            UUID bearer = row.bearers().get(key);
            unless(bearer == null ? !token.isEmpty() || key instanceof Permission : book.entry(bearer) != null, "I11", () -> key.text() + " in " + system + " traces to no change");
            if (bearer != null) {
                Change change = book.entry(bearer).change();
                unless(change.key().equals(key) || change.key() instanceof Permission said && cards.get(system).manifest().says(key, said), "I11",
                        () -> key.text() + " in " + system + " was written for " + change.key().text());
                unless(cards.get(system).mapping().tokenFor(key, change.value()).filter(token::equals).isPresent(), "I11",
                        () -> key.text() + " in " + system + " is written as " + token + " for a change that says " + change.value());
                causal(system, entry, key, change);
            }
        });
    }

    /** How often each record was written since this was asked last. */
    Map<String, Integer> writes() {
        Map<String, Integer> since = new TreeMap<>(writes);
        writes.clear();
        return since;
    }

    /** Everything that has to hold when nothing is under way any more. */
    void quiet() {
        new Stillness(cards, sites, people, book, permits, exempt, forgotten).hold();
    }

    /** Whether nothing of this record waits for a person. */
    boolean takes(Site site, String record) {
        String system = site.card().name();
        return !exempt.contains(People.name(system, record)) && !exempt.contains(system + " " + people.of(system, record));
    }

    private static String field(String system, String record, Key key) {
        return system + " " + record + " " + key.text();
    }

    /** I6: who answers what he saw is not answered with what he saw. */
    private void causal(String system, Site.Entry entry, Key key, Change change) {
        Cell stands = entry.cells.get(key);
        Deed mine = deeds.of(change.id());
        if (!(key instanceof Permission) && stands != null && stands.deed() != null && mine != null && stands.deed().saw() == mine) {
            boolean known = stands.at() > forgotten.getOrDefault(People.name(system, entry.id), -1L)
                    && oracle.about(key).stream().anyMatch(heard -> heard.deed() == stands.deed() && heard.change() != null);
            unless(!known, "I6", () -> system + ": " + stands.deed() + " was an answer to " + mine + " and is overwritten with it");
        }
    }

    private boolean same(String system, Key flag, Change change, Cell cell) {
        return cards.get(system).mapping().tokenFor(flag, change.value()).equals(cards.get(system).mapping().tokenFor(flag, cell.deed().value()));
    }

    /** What a flag says of other channels: there everything is said that it is named for. */
    private Stream<Permission> besides(Told told, Key flag) {
        return Cards.TAXONOMY.permissions().stream().filter(other -> other.topic() == null && flag instanceof Permission && cards.get(told.system()).manifest().governs(flag, other));
    }

    private Deed besides(Told told, Deed deed, Key other) {
        return deed.besides(other, Site.point(sites.get(told.system()).entry(told.record()), other));
    }

    private static int strongest(Deed deed) {
        return switch (deed.actor()) {
            case SUBJECT -> Evidence.FORM.ordinal();
            case AGENT -> Evidence.AGENT.ordinal();
            case AUTOMATION -> Evidence.IMPORT.ordinal();
            case THIRD_PARTY -> Evidence.THIRD_PARTY.ordinal();
        };
    }
}
