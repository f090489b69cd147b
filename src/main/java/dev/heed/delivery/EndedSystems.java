package dev.heed.delivery;

import dev.heed.deciding.Systems;
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
        String system = next.getMessage().getBody(String.class);
        Exchange change = gathered == null ? next : gathered;
        if (gathered == null) {
            next.getMessage().setBody(new LinkedHashSet<>());
        }
        Set<String> ended = change.getMessage().getBody(Set.class);
        ended.add(system);
        change.setProperty("heedEverywhere", ended.size() >= systems.all().size());
        return change;
    }
}
