package dev.heed.api;

import dev.heed.HeedApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** The HTTP interface, on one running Heed: the parts are in classes of their own, and Heed ends with the last of them. */
@SpringBootTest(classes = HeedApplication.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = HeedWithTwilio.class)
class ApiTest {

    @AfterAll
    static void end(@Autowired ConfigurableApplicationContext heed) {
        heed.close();
    }

    @Nested
    class Telling extends TellingCase {
    }
}
