package dev.heed.simulation;

import static dev.heed.simulation.Violation.unless;

import dev.heed.change.Decision;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import dev.heed.system.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What has to be so when nothing is under way any more.
 *
 * @param exempt    what waits for a person: records by name, and systems with a subject
 * @param forgotten when what was known of a record was last erased, by its name
 */
record Stillness(Map<String, SystemCard> cards, Map<String, Site> sites, People people, Book book, Permits permits, Set<String> exempt, Map<String, Long> forgotten) {

    /** I3, and I11 from the values back: when all is quiet every system shows what holds. */
    void hold() {
        people.all().forEach(permits::check);
        for (Site site : sites.values()) {
            for (Site.Entry entry : site.entries()) {
                UUID subject = people.of(site.card().name(), entry.id);
                RecordView view = book.view(site.card().name(), entry.id, subject);
                if (subject == null || permits.sharedByPoint(site.card().name(), view)
                        || exempt.contains(People.name(site.card().name(), entry.id)) || exempt.contains(site.card().name() + " " + subject)) {
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
        if (!site.card().manifest().holds().containsKey(key) || cannotBeSeenAgain(site, entry, cell)) {
            return;
        }
        String token = key instanceof Permission ? cell.token() : site.card().mapping().tokenFor(key, cell.token()).orElseThrow();
        Held held = view.held().get(key);
        boolean unseen = held == null || held.token() == null && held.sentAt() == null && held.seenAt() == null;
        boolean unknown = unseen || held.token() == null && permits.isLeft(system, subject, view, key);
        unless(unknown || token.equals(held.token()), "I3", () -> system + " " + entry.id + " shows " + key.text() + " = " + token
                + ", and Heed believes " + held);
        if ((held != null || key instanceof Permission) && !isOfTheOther(subject, cell)) {
            permits.allowed(system, subject, view, key, token, Permits.STANDS);
        }
        if (!(key instanceof Permission)) {
            Answer answer = permits.state(subject).get(new Slot(key, null));
            if (answer != null && answer.by() != null) {
                unless(site.card().mapping().tokenFor(key, answer.value()).filter(token::equals).isPresent(), "I3",
                        () -> system + " " + entry.id + " shows " + key.text() + " = " + token + " where " + answer.value() + " holds");
            }
        }
    }

    /**
     * Who was erased took along what was known to stand there, and this system shows no records. A word from before, heard later, may
     * leave Heed with another belief; what it then holds to be permitted is checked like everything.
     */
    private boolean cannotBeSeenAgain(Site site, Site.Entry entry, Cell cell) {
        return site.card().manifest().records() != Manifest.Records.OBSERVED && cell.at() <= forgotten.getOrDefault(People.name(site.card().name(), entry.id), -1L);
    }

    /**
     * A no that was written while two were one person and that only the other had said: nothing of its own person's bears its end, and it goes on standing
     * there. So does one that its own person said there too while it stood, for no look can tell.
     */
    private boolean isOfTheOther(UUID subject, Cell cell) {
        Set<UUID> once = people.persons().with(subject);
        if (once.size() == 1) {
            return false;
        }
        if (cell.deed() != null) {
            return cell.deed().key() instanceof Permission && Decision.of(cell.deed().value()).restrictive();
        }
        Book.Entry said = cell.bearer() == null ? null : book.entry(cell.bearer());
        return said != null && said.change().key() instanceof Permission && said.change().decision().restrictive() && !people.person(said.origin()).equals(subject)
                && once.contains(said.origin());
    }

    /** Law 1: every change and system ends in one named state. */
    private void settled() {
        book.lanes().forEach(lane -> lane.values().forEach(row -> unless(row.state.isEnd() || exempt.contains(row.system + " " + row.subject), "I3",
                () -> "all is quiet, and " + row + " for " + row.system + " has not ended")));
        book.entries().forEach(entry -> cards.keySet().forEach(system -> unless(book.carries(system, entry.change().id()), "I3",
                () -> entry.change().key().text() + " = " + entry.change().value() + " has no delivery to " + system)));
    }
}
