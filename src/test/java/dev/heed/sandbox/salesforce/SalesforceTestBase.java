package dev.heed.sandbox.salesforce;

import dev.heed.sandbox.Person;
import dev.heed.sandbox.Sandbox;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A running sandbox in which one customer is known to Salesforce, and a caller who is signed in there. */
abstract class SalesforceTestBase {

    static final String ISIL = "isil@example.com";

    static Sandbox sandbox;
    static SalesforceSimulator org;

    SalesforceCaller caller;
    String isil;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(0, 0, URI.create("http://localhost:1"));
        org = sandbox.system(SalesforceSimulator.class);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void enrol() {
        org.reset();
        org.enrol(new Person(ISIL, "+15550100003", "Işıl", "İğdır", "tr", "", Set.of("salesforce")));
        isil = org.contactId(ISIL).orElseThrow();
        caller = new SalesforceCaller(sandbox.url()).loggedIn();
    }
}
