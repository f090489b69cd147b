package dev.heed.delivery;

import dev.heed.intake.Taken.End;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Gathers the systems in which a change has come to an end. */
@Component("endedSystems")
class EndedSystems implements AggregationStrategy {

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange gathered, Exchange next) {
        End end = next.getMessage().getBody(End.class);
        if (gathered == null) {
            next.getMessage().setHeader("heedChange", end.change());
            next.getMessage().setBody(new LinkedHashSet<>(Set.of(end.system())));
            return next;
        }
        gathered.getMessage().getBody(Set.class).add(end.system());
        return gathered;
    }
}
