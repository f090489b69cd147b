package dev.heed.deadline;

import dev.heed.change.Change;
import dev.heed.change.Permission;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deadlines and retention as {@code config/deadlines.yaml} says them. */
public final class Deadlines {

    private static final Comparator<Period> BY_LENGTH = Comparator.comparing(period -> period.toTotalMonths() * 31 + period.getDays());

    private final Jurisdictions jurisdictions;
    private final List<Rule> rules;

    Deadlines(Jurisdictions jurisdictions, List<Rule> rules) {
        this.jurisdictions = jurisdictions;
        this.rules = List.copyOf(rules);
    }

    /**
     * By when a change is to hold everywhere: the strictest of the rules that apply. Only a refusal has a deadline.
     *
     * @param start when the clock begins to run
     */
    public Optional<Deadline> of(Change change, Instant start) {
        if (!(change.key() instanceof Permission permission) || !change.decision().restrictive()) {
            return Optional.empty();
        }
        String jurisdiction = jurisdictions.of(change);
        Collection<String> places = jurisdictions.around(jurisdiction);
        return rules.stream().filter(rule -> rule.applies(places, permission.channel()))
                .map(rule -> new Deadline(rule.within().after(start, jurisdictions.zone(jurisdiction)), rule.law(), jurisdiction))
                .min(Comparator.comparing(Deadline::at));
    }

    /** Under whose rules a change falls: what its source said, else the country of its number, else home. ISO 3166. */
    public String jurisdiction(Change change) {
        return jurisdictions.of(change);
    }

    /** How long what falls under this jurisdiction is kept; where the text is null or no code nobody knows, and it is kept as long as any of them asks. */
    public Period retention(String jurisdiction) {
        return Jurisdictions.code(jurisdiction).map(jurisdictions::retention).orElseGet(() -> retentions().max(BY_LENGTH).orElseThrow());
    }

    /** What is younger than this is past no retention. */
    public Period shortestRetention() {
        return retentions().min(BY_LENGTH).orElseThrow();
    }

    private Stream<Period> retentions() {
        return Stream.concat(Stream.of(jurisdictions.retention()), jurisdictions.named().keySet().stream().map(jurisdictions::retention));
    }
}
