package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AllowanceTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Allowance allowance = new Allowance(meters);

    @Test
    void theGaugeShowsWhatEachSystemSaidLast() {
        allowance.note("salesforce", "api-usage=1843/100000");
        allowance.note("other", "per-app-api-usage=17/250(appName=Heed), api-usage=1/4");
        allowance.note("salesforce", "api-usage=25000/100000");

        assertThat(used("salesforce")).isEqualTo(0.25);
        assertThat(used("other")).isEqualTo(0.25);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "api-usage=", "api-usage=many/few"})
    void whoSaysNothingOfItHasNoGauge(String usage) {
        allowance.note("salesforce", usage);

        assertThat(meters.find("heed.allowance.used").gauge()).isNull();
    }

    @Test
    void thatItGrowsScarceIsSaidOnceAndAgainWhenItHadRecovered(CapturedOutput output) {
        for (String used : new String[] {"89", "90", "95", "50", "91"}) {
            allowance.note("salesforce", "api-usage=" + used + "/100");
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("of the calls it allows are used"))).hasSize(2)
                .allMatch(line -> line.contains("salesforce: api-usage=9"));
    }

    private double used(String system) {
        return meters.get("heed.allowance.used").tag("system", system).gauge().value();
    }
}
