package dev.heed.sandbox.dynamics365;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An environment, empty before each test, and a caller who is signed in there. */
abstract class Dynamics365TestBase {

    static Environment environment;

    Caller api;

    @BeforeAll
    static void open() throws IOException {
        environment = new Environment();
    }

    @AfterAll
    static void close() {
        environment.close();
    }

    @BeforeEach
    void clear() {
        environment.clear();
        api = environment.caller();
    }
}
