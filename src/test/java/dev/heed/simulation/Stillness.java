package dev.heed.simulation;

import static dev.heed.simulation.Violation.unless;

import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.SystemCard;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What has to be so when nothing is under way any more.
 *
 * @param exempt what waits for a person: records by name, and systems with a subject
 */
record Stillness(Map<String, SystemCard> cards, Map<String, Site> sites, People people, Book book, Permits permits, Set<String> exempt) {

    /** I3, and I11 from the values back: when all is quiet every system shows what holds. */
    void hold() {
        people.all().forEach(permits::check);
        for (Site site : sites.values()) {
            for (Site.Entry entry : site.entries()) {
                UUID subject = people.of(site.card().name(), entry.id);
                RecordView view = book.view(site.card().name(), entry.id, subject);
                if (subject == null || permits.sharedByPoint(site.card().name(), view) || exempt.contains(People.name(site.card().name(), entry.id)) || exempt.contains(site.card().name() + " " + subject)) {
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
            permits.allowed(system, subject, view, key, token, "stands");
        }
        if (!(key instanceof Permission)) {
            Answer answer = permits.state(subject).get(new Slot(key, null));
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
}
