package dev.heed.simulation;

import static dev.heed.simulation.Violation.unless;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Decisions;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Sees every step and holds it against the invariants. */
final class Watch {

    private final Map<String, SystemCard> cards;
    private final Map<String, Site> sites;
    private final Brain brain;
    private final People people;
    private final Book book;
    private final Deeds deeds;
    private final Agenda agenda;
    private final Trace trace;
    private final Oracle oracle = new Oracle();
    private final Random order = new Random(11);
    private final Set<String> exempt = new HashSet<>();
    private final List<Change> fresh = new ArrayList<>();
    private int written;

    Watch(Map<String, SystemCard> cards, Map<String, Site> sites, Brain brain, People people, Book book, Deeds deeds, Agenda agenda, Trace trace) {
        this.cards = cards;
        this.sites = sites;
        this.brain = brain;
        this.people = people;
        this.book = book;
        this.deeds = deeds;
        this.agenda = agenda;
        this.trace = trace;
    }

    /** A message nobody can be found for waits for a person, and so does what its system shows. */
    void parkedInbound(Told told) {
        trace.note(() -> told.digest() + " from " + told.system() + " is parked: several people may be meant");
        exempt.add(People.name(told.system(), told.record()));
    }

    void parked(String system, UUID subject) {
        trace.note(() -> "parked: " + system + " for subject " + shortly(subject));
        exempt.add(system + " " + subject);
    }

    void heard(Told told, UUID subject, Dossier before, Decisions decisions) {
        trace.note(() -> "heard " + told.digest() + " of " + told.feed() + " from " + told.system() + ", " + told.record() + ", subject " + shortly(subject) + ": "
                + (told.deleted() ? "deleted" : texts(told.cells())));
        told.cells().forEach((key, cell) -> {
            if (cell.deed() != null && !looksLikeEcho(told, before, key, cell)) {
                oracle.hears(cell.deed(), subject);
            }
        });
    }

    /** Who does by chance what Heed does at that moment cannot be told from Heed's echo, where a feed names no author. */
    private boolean looksLikeEcho(Told told, Dossier before, Key key, Cell cell) {
        return before.recordsIn(told.system()).filter(record -> record.id().equals(told.record())).map(record -> record.held().get(key))
                .filter(java.util.Objects::nonNull).anyMatch(held -> looksLikeEcho(told.system(), held, cell));
    }

    private boolean looksLikeEcho(String system, Held held, Cell cell) {
        Instant made = Agenda.instant(cell.at());
        Duration doubt = Cards.POLICY.clockSkew().multipliedBy(2);
        boolean ofTheLast = held.sentAt() != null && cell.token().equals(held.sent() == null ? held.token() : held.sent())
                && !made.isAfter(held.sentAt().plus(cards.get(system).manifest().echoWindow()));
        return ofTheLast || held.earlier().stream().anyMatch(write -> write.token().equals(cell.token())
                && !made.isBefore(write.at().minus(doubt)) && !made.isAfter(write.until().plus(doubt)));
    }

    /** I8, I11: what is recorded is somebody's deed, and not our own write come back, nor a default. */
    void recorded(Book.Entry entry) {
        Change change = entry.change();
        trace.note(() -> "  recorded " + shortly(change.id()) + " " + change.key().text() + " = " + change.value() + " by " + change.provenance().actor().text() + "/"
                + change.provenance().evidence().text() + " " + change.provenance().capturedFrom() + ".." + change.provenance().capturedTo() + " " + entry.rule().text());
        Cell cell = entry.told().cells().get(change.key());
        unless(cell != null, "I11", () -> change.key().text() + " = " + change.value() + " was recorded from a message that says nothing of it");
        if (cell.written() && entry.told().feed().equals("rows") && change.key() instanceof Permission && change.decision().restrictive()) {
            // a no that may be from before our last write, or from after: it is kept, for it is a no
            oracle.records(new Deed(0, entry.told().system(), entry.told().record(), change.key(), change.value(), change.contactPoint(), change.provenance().actor(), cell.at(), null), change);
            return;
        }
        unless(!cell.written(), "I8", () -> "an echo was taken for a change: " + change.key().text() + " = " + change.value() + " from " + entry.told().system());
        unless(cell.deed() != null, "I11", () -> "what nobody said was recorded: " + change.key().text() + " = " + change.value() + " from " + entry.told().system());
        unless(same(entry.told().system(), change, cell), "I11", () -> cell.deed() + " was recorded as " + change.value());
        unless(change.provenance().evidence().ordinal() >= strongest(cell.deed()), "I11",
                () -> cell.deed() + " was recorded with evidence " + change.provenance().evidence().text());
        Deed deed = cell.deed();
        unless(deed.saw() == null || deeds.of(change.id()) == null, "I6", () -> deed + " was recorded twice under one name");
        deeds.recorded(change.id(), deed);
        oracle.records(deed, change);
        fresh.add(change);
    }

    /** I4 and I7, whenever a message was taken. */
    void taken(Told told, UUID subject, boolean changed) {
        if (!changed) {
            return;
        }
        check(subject);
        Set<UUID> sharers = new LinkedHashSet<>();
        people.points(subject).forEach(point -> sharers.addAll(people.at(point)));
        sharers.remove(subject);
        sharers.forEach(this::check);
        fresh.stream().filter(change -> change.key() instanceof Permission && change.decision().restrictive() && change.contactPoint() != null)
                .forEach(change -> people.at(change.contactPoint()).forEach(who -> cards.keySet().forEach(system -> unless(
                        book.lane(system, who).containsKey(change.id()), "I3", () -> "a refusal of " + shortly(subject) + " is not carried to " + system + " for " + shortly(who)))));
        fresh.clear();
    }

    /** I4 where it counts: what is about to be written opens nothing that somebody closed. */
    void loaded(String system, Carrier.Row row) {
        trace.note(() -> "sending to " + system + " " + row.record().id() + " for subject " + shortly(row.subject()) + ": " + texts(row.tokens()));
        row.tokens().forEach((key, token) -> allowed(system, row.subject(), row.record(), key, token, "is being written"));
    }

    /** I5: no older state over a newer one. */
    void applies(String system, Carrier.Row row) {
        written++;
        Site.Entry entry = sites.get(system).entry(row.record().id());
        trace.note(() -> "  " + system + " " + row.record().id() + (entry == null || !entry.present ? " is gone, not written: " : " is written: ") + texts(row.tokens()));
        if (entry == null) {
            return;
        }
        unless(row.version() >= entry.version, "I5", () -> system + " is written with what was known at " + row.version() + " over what was known at " + entry.version);
        row.tokens().forEach((key, token) -> {
            UUID bearer = row.bearers().get(key);
            unless(bearer == null ? !token.isEmpty() || key instanceof Permission : book.entry(bearer) != null, "I11", () -> key.text() + " in " + system + " traces to no change");
            if (bearer != null) {
                Change change = book.entry(bearer).change();
                unless(change.key().equals(key) || change.key() instanceof Permission finer && cards.get(system).manifest().governs(key, finer), "I11",
                        () -> key.text() + " in " + system + " was written for " + change.key().text());
                unless(cards.get(system).mapping().tokenFor(key, change.value()).filter(token::equals).isPresent(), "I11",
                        () -> key.text() + " in " + system + " is written as " + token + " for a change that says " + change.value());
                causal(system, entry, key, change);
            }
        });
    }

    int written() {
        return written;
    }

    /** I6: who answers what he saw is not answered with what he saw. */
    private void causal(String system, Site.Entry entry, Key key, Change change) {
        Cell stands = entry.cells.get(key);
        Deed mine = deeds.of(change.id());
        if (!(key instanceof Permission) && stands != null && stands.deed() != null && mine != null && stands.deed().saw() == mine) {
            boolean known = oracle.about(key).stream().anyMatch(heard -> heard.deed() == stands.deed() && heard.change() != null);
            unless(!known, "I6", () -> system + ": " + stands.deed() + " was an answer to " + mine + " and is overwritten with it");
        }
    }

    /** I4 and I7 for one subject. */
    void check(UUID subject) {
        Dossier dossier = book.load(subject);
        Map<Slot, Answer> state = brain.state(dossier, agenda.instant());
        state.forEach((slot, answer) -> {
            if (slot.key() instanceof Permission) {
                check(subject, slot, answer);
            }
        });
        List<Change> shuffled = new ArrayList<>(dossier.changes());
        shuffled.addAll(dossier.changes().subList(0, dossier.changes().size() / 2));
        Collections.shuffle(shuffled, order);
        unless(brain.state(new Dossier(subject, dossier.contactPoints(), dossier.records(), shuffled), agenda.instant()).equals(state), "I7", () -> "another order gives another state");
    }

    private void check(UUID subject, Slot slot, Answer answer) {
        ContactPoint point = slot.contactPoint();
        if (answer.restrictive()) {
            unless(oracle.mayRefuse(subject, slot.key(), point), "I4", () -> shortly(subject) + " " + slot.key().text() + " is refused, and no refusal stands");
            return;
        }
        Heard standing = oracle.standing(subject, slot.key(), point);
        unless(standing == null, "I4", () -> shortly(subject) + " " + slot.key().text() + " at " + point + " is " + answer.value() + " over " + standing.deed());
        unless(!answer.value().equals(Decision.GRANTED.text()) || oracle.given(subject, slot.key(), point), "I4",
                () -> shortly(subject) + " " + slot.key().text() + " is granted, and the subject gave no leave");
    }

    /** That what stands in a field, or is about to, neither opens what is closed nor closes what is open. */
    private void allowed(String system, UUID subject, RecordView record, Key key, String token, String what) {
        if (!(key instanceof Permission) || sharedByPoint(system, record)) {
            return;
        }
        String meaning = cards.get(system).mapping().meaning(key, token).orElseThrow();
        List<Slot> slots = keys(system, key).flatMap(each -> points(subject, record, key).map(point -> new Slot(each, point.orElse(null)))).toList();
        if (Decision.of(meaning).restrictive()) {
            unless(slots.stream().anyMatch(slot -> oracle.mayRefuse(subject, slot.key(), slot.contactPoint())), "I4",
                    () -> "in " + system + " " + key.text() + " = " + meaning + " " + what + ", and no refusal stands");
            return;
        }
        for (Slot slot : slots) {
            Heard standing = oracle.standing(subject, slot.key(), slot.contactPoint());
            unless(standing == null, "I4", () -> "in " + system + " " + key.text() + " = " + meaning + " " + what + " for " + shortly(subject) + " over " + standing.deed());
        }
    }

    /**
     * A record that is an address or a number and belongs to several people: what one of them closed another may open, and
     * the core knows one dossier at a time. See the known gaps in docs/simulation.md.
     */
    private boolean sharedByPoint(String system, RecordView record) {
        return cards.get(system).manifest().records() != Manifest.Records.OBSERVED
                && Stream.of(ContactPoint.Kind.values()).anyMatch(kind -> people.at(new ContactPoint(kind, record.id())).size() > 1);
    }

    private Stream<Key> keys(String system, Key key) {
        return Stream.concat(Stream.of(key), Cards.TAXONOMY.topics().stream()
                .map(topic -> new Permission(((Permission) key).channel(), ((Permission) key).purpose(), topic))
                .filter(finer -> cards.get(system).manifest().governs(key, finer)));
    }

    private Stream<Optional<ContactPoint>> points(UUID subject, RecordView record, Key key) {
        Optional<ContactPoint.Kind> kind = Cards.TAXONOMY.reaches(key);
        ContactPoint shown = kind.map(record::contact).orElse(null);
        if (kind.isEmpty() || shown != null) {
            return Stream.of(Optional.ofNullable(shown));
        }
        Collection<ContactPoint> all = people.points(subject);
        return all.stream().noneMatch(point -> point.kind() == kind.get()) ? Stream.of(Optional.empty())
                : all.stream().filter(point -> point.kind() == kind.get()).map(Optional::of);
    }

    /** I3, and I11 from the values back: when all is quiet every system shows what holds. */
    void quiet() {
        people.all().forEach(this::check);
        for (Site site : sites.values()) {
            for (Site.Entry entry : site.entries()) {
                UUID subject = people.of(site.card().name(), entry.id);
                RecordView view = book.view(site.card().name(), entry.id);
                if (subject == null || exempt.contains(People.name(site.card().name(), entry.id)) || exempt.contains(site.card().name() + " " + subject)) {
                    continue;
                }
                unless(view.present() == entry.present, "I3", () -> site.card().name() + " " + entry.id + " is " + (entry.present ? "there" : "gone") + ", and Heed knows it not");
                if (entry.present) {
                    entry.cells.forEach((key, cell) -> quiet(site, entry, subject, view, key, cell));
                }
            }
        }
        settled();
    }

    private void quiet(Site site, Site.Entry entry, UUID subject, RecordView view, Key key, Cell cell) {
        String system = site.card().name();
        if (!site.card().manifest().holds().containsKey(key)) {
            return;
        }
        String token = key instanceof Permission ? cell.token() : site.card().mapping().tokenFor(key, cell.token()).orElseThrow();
        unless(view.held().get(key) == null || token.equals(view.held().get(key).token()), "I3", () -> system + " " + entry.id + " shows " + key.text() + " = " + token
                + ", and Heed believes " + view.held().get(key));
        if (view.held().get(key) != null || key instanceof Permission) {
            allowed(system, subject, view, key, token, "stands");
        }
        if (!(key instanceof Permission)) {
            Answer answer = brain.state(book.load(subject), agenda.instant()).get(new Slot(key, null));
            if (answer != null && answer.by() != null) {
                unless(site.card().mapping().tokenFor(key, answer.value()).filter(token::equals).isPresent(), "I3",
                        () -> system + " " + entry.id + " shows " + key.text() + " = " + token + " where " + answer.value() + " holds");
            }
        }
    }

    /** Law 1: every change and system ends in one named state. */
    private void settled() {
        book.lanes().forEach(lane -> lane.values().forEach(row -> unless(row.state.isEnd() || exempt.contains(row.system + " " + row.subject), "I3",
                () -> "all is quiet, and " + row + " for " + row.system + " has not ended")));
        book.entries().forEach(entry -> cards.keySet().forEach(system -> unless(book.lane(system, entry.change().subject()).containsKey(entry.change().id()), "I3",
                () -> entry.change().key().text() + " = " + entry.change().value() + " has no delivery to " + system)));
    }

    private boolean same(String system, Change change, Cell cell) {
        return cards.get(system).mapping().tokenFor(change.key(), change.value()).equals(cards.get(system).mapping().tokenFor(change.key(), cell.deed().value()));
    }

    private static int strongest(Deed deed) {
        return switch (deed.actor()) {
            case SUBJECT -> dev.heed.change.Evidence.FORM.ordinal();
            case AGENT -> dev.heed.change.Evidence.AGENT.ordinal();
            case AUTOMATION -> dev.heed.change.Evidence.IMPORT.ordinal();
            case THIRD_PARTY -> dev.heed.change.Evidence.THIRD_PARTY.ordinal();
        };
    }

    private static String texts(Map<Key, ?> fields) {
        return fields.entrySet().stream().map(field -> field.getKey().text() + " = " + field.getValue()).collect(java.util.stream.Collectors.joining(", "));
    }

    private static String shortly(UUID id) {
        String text = id.toString();
        return text.startsWith("00000000") ? "#" + text.substring(text.length() - 2) : text.substring(0, 8);
    }
}
