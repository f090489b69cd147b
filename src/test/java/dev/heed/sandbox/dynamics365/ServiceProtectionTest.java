package dev.heed.sandbox.dynamics365;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceProtectionTest {

    private final SettableClock clock = new SettableClock();
    private final ServiceProtection protection = new ServiceProtection(clock);

    @Test
    void fiftyTwoRequestsMayRunAtOnce() {
        Instant first = protection.enter();
        for (int i = 1; i < 52; i++) {
            protection.enter();
        }

        assertRefused("0x80072326", 1);
        protection.leave(first);
        protection.enter();
        assertRefused("0x80072326", 1);
    }

    @Test
    void theyMayWorkTwentyMinutesTogetherInFiveMinutes() {
        Instant[] began = new Instant[5];
        for (int i = 0; i < began.length; i++) {
            began[i] = protection.enter();
        }
        clock.forward(Duration.ofSeconds(250));
        for (Instant one : began) {
            protection.leave(one);
        }
        clock.forward(Duration.ofSeconds(100));

        assertRefused("0x80072321", 200);
        clock.forward(Duration.ofSeconds(200));
        assertThat(protection.enter()).isEqualTo(clock.instant());
    }

    private void assertRefused(String code, int seconds) {
        assertThatThrownBy(protection::enter).isInstanceOfSatisfying(WebApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.retryAfter()).isEqualTo(seconds);
        });
    }
}
