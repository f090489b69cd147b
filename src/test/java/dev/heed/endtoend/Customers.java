package dev.heed.endtoend;

import dev.heed.sandbox.Person;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Invented customers, a new one for each test. */
final class Customers {

    static final Set<String> EVERYWHERE = Set.of("salesforce", "dynamics365", "twilio", "eloqua", "responsys");

    private static final AtomicInteger NEXT = new AtomicInteger(1000);

    private Customers() {
    }

    static Person knownIn(Set<String> systems) {
        int number = NEXT.incrementAndGet();
        return new Person("customer" + number + "@example.com", "+1555010" + number, "Customer", "Number " + number, "en", "", systems);
    }

    static Person knownEverywhere() {
        return knownIn(EVERYWHERE);
    }
}
