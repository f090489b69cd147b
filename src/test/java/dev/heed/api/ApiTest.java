package dev.heed.api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The HTTP interface, on one running Heed. The cases are in classes of their own; Heed starts with the first and ends with the last of them. */
class ApiTest {

    @BeforeAll
    static void start() {
        ApiCase.start();
    }

    @AfterAll
    static void end() {
        ApiCase.together.close();
    }

    @Nested
    class Telling extends TellingCase {
    }

    @Nested
    class LookingUp extends LookingUpCase {
    }

    @Nested
    class Past extends PastCase {
    }

    @Nested
    class Explaining extends ExplainingCase {
    }

    @Nested
    class Merging extends MergingCase {
    }

    @Nested
    class Checking extends CheckingCase {
    }

    @Nested
    class Operating extends OperatingCase {
    }

    @Nested
    class Failing extends FailingCase {
    }

    @Nested
    class Reporting extends ReportingCase {
    }

    @Nested
    class Evidence extends EvidenceCase {
    }

    @Nested
    class DryRunning extends DryRunCase {
    }

    @Nested
    class Described extends DescribedCase {
    }
}
