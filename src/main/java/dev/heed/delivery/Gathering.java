package dev.heed.delivery;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Gathers ids into one list, so that one call can ask for all of them. */
@Component("gathering")
class Gathering implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange gathered, Exchange next) {
        if (gathered == null) {
            next.getMessage().setBody(new ArrayList<>(List.of(next.getMessage().getBody(String.class))));
            return next;
        }
        gathered.getMessage().getBody(List.class).add(next.getMessage().getBody(String.class));
        return gathered;
    }
}
