package dev.heed.dryrun;

import dev.heed.change.Permission;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Setup;
import dev.heed.dryrun.Speakers.Heard;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.KeptMessages;
import dev.heed.ledger.KeptMessages.Kept;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import dev.heed.ledger.Subjects;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import dev.heed.trial.Finding;
import dev.heed.trial.Finding.Kind;
import dev.heed.trial.Finding.Side;
import dev.heed.trial.Retelling;
import dev.heed.trial.Told;
import dev.heed.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads kept messages again, by both tables: all of them once, to see which tell something else, and those once more with whom they are about. */
final class Hearing {

    private static final int PAGE = 500;

    private final Setup today;
    private final Setup proposed;
    private final KeptMessages kept;
    private final InboundMessages messages;
    private final Ledger ledger;
    private final Dossiers dossiers;
    private final Speakers speakers;
    private long read;
    private long otherwise;
    private long unknown;
    private long erased;
    private long dropped;

    Hearing(Setup today, Setup proposed, KeptMessages kept, InboundMessages messages, Ledger ledger, Dossiers dossiers, Subjects subjects) {
        this.today = today;
        this.proposed = proposed;
        this.kept = kept;
        this.messages = messages;
        this.ledger = ledger;
        this.dossiers = dossiers;
        this.speakers = new Speakers(subjects, dossiers);
    }

    /** @param each takes the messages that would be parked, or would not be any more */
    void hear(Trial trial, Instant since, Consumer<Finding> each) {
        Set<String> systems = trial.readOtherwise();
        if (systems.isEmpty()) {
            return;
        }
        kept.each(systems, since, message -> {
            if (trial.feeds(message.system()).contains(message.feed())) {
                hear(message, each);
            }
        });
        dropped = kept.dropped(systems, since);
    }

    private void hear(Kept message, Consumer<Finding> each) {
        if (message.message().isEmpty()) {
            erased++;
            return;
        }
        read++;
        Told now = Told.by(today, message.system(), message.message().get());
        Told then = Told.by(proposed, message.system(), message.message().get());
        if (now.like(then)) {
            return;
        }
        if (now.understood() != then.understood()) {
            each.accept(new Finding(now.understood() ? Kind.PARKED : Kind.READABLE, null, message.system(), null, null, null, new Side(null, null, null),
                    new Side(null, null, null), message.id(), now.understood() ? then.refused() : now.refused()));
        } else {
            otherwise++;
        }
        if (!speakers.note(new Heard(message.id(), message.parked()), Stream.concat(now.readings().stream(), then.readings().stream()).toList())) {
            unknown++;
        }
    }

    /** Everybody of whom something else may hold because of a message. */
    Set<UUID> persons() {
        return speakers.persons();
    }

    /** What this person's messages would have said; nothing if none would say anything else. */
    Optional<Retelling> of(UUID person, Dossier dossier) {
        List<Heard> heard = speakers.messages(person);
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> history = history(person);
        Retelling retelling = new Retelling(today, proposed, whole(dossier, history));
        heard.forEach(one -> messages.find(one.message()).ifPresent(inbound -> {
            List<Reading> now = theirs(person, Told.by(today, inbound.system(), inbound.message()).taken(one.parked()));
            List<Reading> then = theirs(person, Told.by(proposed, inbound.system(), inbound.message()));
            retelling.hear(one.message(), dossiers.load(person, Instant.MAX, before(inbound.message(), now, history)), now, then);
        }));
        return Optional.of(retelling);
    }

    /** What others' messages would have said that binds this person. */
    Dossier bound(UUID person, Dossier then) {
        Dossier bound = then;
        for (UUID other : speakers.binding(person)) {
            Dossier theirs = dossiers.load(other);
            Optional<Retelling> retelling = of(other, theirs);
            if (retelling.isPresent()) {
                bound = retelling.get().then(shared(bound, history(other)));
            }
        }
        return bound;
    }

    Report.Messages figures(long statements, long parked, long readable) {
        return new Report.Messages(read, otherwise, statements, parked, readable, unknown, erased, dropped);
    }

    private List<Reading> theirs(UUID person, Told told) {
        return told.readings().stream().filter(reading -> speakers.of(reading).filter(person::equals).isPresent()).toList();
    }

    /** Just before what it told was recorded; where it told nothing, when it came in. */
    private static Instant before(Message message, List<Reading> now, List<Entry> history) {
        Set<String> events = now.stream().map(reading -> reading.provenance().event()).collect(Collectors.toSet());
        return history.stream().filter(entry -> entry.change().provenance().digest().equals(message.digest()) && events.contains(entry.change().provenance().event()))
                .map(Entry::recordedAt).min(Instant::compareTo).map(at -> at.minusNanos(1000)).orElse(message.receivedAt());
    }

    /** A dossier holds what decides. If a statement were another one, what stood behind it might decide instead. */
    private static Dossier whole(Dossier dossier, List<Entry> history) {
        Set<UUID> there = new HashSet<>();
        dossier.changes().forEach(change -> there.add(change.id()));
        return dossier.with(history.stream().map(Entry::change).filter(change -> there.add(change.id())).toList());
    }

    /** The same for refusals of another that bind this person. */
    private static Dossier shared(Dossier dossier, List<Entry> history) {
        Set<UUID> there = new HashSet<>();
        dossier.changes().forEach(change -> there.add(change.id()));
        return dossier.with(history.stream().map(Entry::change).filter(change -> change.key() instanceof Permission
                && change.decision().restrictive() && dossier.contactPoints().contains(change.contactPoint()) && there.add(change.id())).toList());
    }

    private List<Entry> history(UUID person) {
        List<Entry> all = new ArrayList<>();
        List<Entry> page = ledger.history(person, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < PAGE ? List.of() : ledger.history(person, page.get(page.size() - 1).sequence(), PAGE);
        }
        return all;
    }
}
