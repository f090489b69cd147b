package dev.heed.simulation;

import dev.heed.deciding.SystemCard;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some systems and Heed between them, and one history that is played in it to the end. */
final class World {

    /** An hour of silence is more than any wait. */
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_LOOKS = 4;
    private static final long AN_HOUR = 3_600_000;

    private final History history;
    private final Agenda agenda = new Agenda();
    private final Wire wire;
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Book book;
    private final Hub hub;
    private final Carrier carrier;
    private final Registry registry;
    private final Watch watch;
    private final Trace trace;

    World(History history, Seams seams, Trace trace) {
        this.history = history;
        this.trace = trace;
        trace.by(agenda);
        wire = new Wire(agenda, history.seed(), history.weather());
        Deeds deeds = new Deeds();
        Map<String, SystemCard> cards = new LinkedHashMap<>();
        history.skews().forEach((system, skew) -> {
            cards.put(system, Cards.card(system));
            sites.put(system, new Site(Cards.card(system), skew, agenda, wire, deeds));
        });
        Map<String, SystemCard> believed = new LinkedHashMap<>();
        cards.forEach((name, card) -> believed.put(name, seams.card(card)));
        Brain brain = seams.brain(Cards.brain(seams.policy(Cards.POLICY), believed));
        People people = new People();
        book = new Book(people, seams);
        watch = new Watch(cards, sites, brain, people, book, deeds, agenda, trace);
        carrier = new Carrier(cards, sites, seams, brain, agenda, wire, people, book, watch);
        hub = new Hub(believed, seams, brain, agenda, people, book, carrier, watch);
        registry = new Registry(seams, brain, agenda, people, book, hub, carrier, watch);
        wire.heardBy(hub::hear);
    }

    Site site(String name) {
        return sites.get(name);
    }

    Registry registry() {
        return registry;
    }

    void crash(long away) {
        carrier.crash(away);
    }

    /** I9: what was heard before changes nothing when it is heard again. */
    void replay() {
        Object before = book.picture();
        hub.hearAllAgain();
        Violation.unless(before.equals(book.picture()), "I9", () -> "hearing everything again changed something");
    }

    /** @throws Violation if a law is broken */
    void play() {
        history.acts().forEach(act -> agenda.at(act.at(), () -> {
            trace.note(() -> "* " + act);
            act.happen(this);
        }));
        drain();
        wire.calm();
        settle();
        watch.quiet();
        replay();
        oneMore();
    }

    /** I8: one more statement, with nothing in its way, is one change and one write at most into each record; then all is quiet. */
    private void oneMore() {
        agenda.in(AN_HOUR, () -> trace.note(() -> "* one more statement"));
        drain();
        Probe probe = Probe.in(sites, history.persons(), watch::takes);
        if (probe == null) {
            return;
        }
        watch.writes();
        long recorded = book.size();
        probe.say();
        drain();
        Map<String, Integer> writes = watch.writes();
        Violation.unless(book.size() - recorded <= probe.changes(), "I8", () -> "one statement made " + (book.size() - recorded) + " changes");
        Violation.unless(writes.values().stream().allMatch(times -> times == 1), "I8", () -> "one statement was written more than once: " + writes);
        settle();
        watch.quiet();
    }

    /** I8: after a look or two at everything nothing is left to say. */
    private void settle() {
        int rounds = 0;
        while (!quietLook()) {
            Violation.unless(++rounds < MOST_LOOKS, "I8", () -> "every look at what should be quiet makes noise");
        }
    }

    private boolean quietLook() {
        watch.writes();
        long recorded = book.size();
        trace.note(() -> "* Heed looks at everything again");
        sites.values().forEach(site -> agenda.in(0, site::look));
        drain();
        return watch.writes().isEmpty() && recorded == book.size();
    }

    private void drain() {
        int steps = 0;
        while (agenda.step()) {
            if (++steps > MOST_STEPS) {
                throw new Violation("I8", "the systems never go quiet");
            }
        }
    }
}
