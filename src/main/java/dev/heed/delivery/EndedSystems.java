package dev.heed.delivery;

import dev.heed.deciding.Systems;
import dev.heed.intake.Taken.End;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Gathers the systems in which a change has come to an end, and notes when these are all: property {@code heedEverywhere}. */
@Component("endedSystems")
class EndedSystems implements AggregationStrategy {

    private final Systems systems;

    EndedSystems(Systems systems) {
        this.systems = systems;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange gathered, Exchange next) {
        End end = next.getMessage().getBody(End.class);
        Exchange change = gathered == null ? next : gathered;
        if (gathered == null) {
            next.getMessage().setHeader("heedChange", end.change());
            next.getMessage().setBody(new LinkedHashSet<>());
        }
        Set<String> ended = change.getMessage().getBody(Set.class);
        ended.add(end.system());
        change.setProperty("heedEverywhere", ended.size() >= systems.all().size());
        return change;
    }
}
