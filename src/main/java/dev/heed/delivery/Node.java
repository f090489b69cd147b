package dev.heed.delivery;

import dev.heed.ledger.Deliveries;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** This process among its like. What it held when it died is free again when it starts. */
@Component
class Node {

    private final String name;
    private final Deliveries deliveries;

    Node(@Value("${heed.node:heed}") String name, Deliveries deliveries) {
        this.name = name;
        this.deliveries = deliveries;
    }

    String name() {
        return name;
    }

    @EventListener(ApplicationStartedEvent.class)
    void start() {
        deliveries.releaseAll(name);
        deliveries.allDue();
    }
}
