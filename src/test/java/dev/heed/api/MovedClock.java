package dev.heed.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Gives Heed, beside its own, a clock that a test moves. Not named a configuration, so that only who asks for it gets it: {@code spring.main.sources}. */
class MovedClock {

    private static final Clock REAL = Clock.systemUTC();
    /** A system refuses what is dated in the future, so that Heed is moved up to the real time and never past it. */
    private static final Duration LONG_AGO = Duration.ofDays(-5000);
    private static volatile Duration ahead = LONG_AGO;

    static void toLongAgo() {
        ahead = LONG_AGO;
    }

    static Instant now() {
        return REAL.instant().plus(ahead);
    }

    static void forward(Period time) {
        Instant now = now();
        ahead = ahead.plus(Duration.between(now, now.atZone(ZoneOffset.UTC).plus(time).toInstant()));
    }

    @Bean
    @Primary
    Clock clockOfTheTest() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
