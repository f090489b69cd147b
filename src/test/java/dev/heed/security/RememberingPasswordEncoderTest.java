package dev.heed.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final PasswordEncoder encoder = new RememberingPasswordEncoder(new PasswordEncoder() {
        @Override
        public String encode(CharSequence password) {
            return "<" + password + ">";
        }

        @Override
        public boolean matches(CharSequence password, String encoded) {
            asked.incrementAndGet();
            return encode(password).equals(encoded);
        }
    });

    @Test
    void asksTheSlowOneOnceForARightPasswordAndEveryTimeForAWrongOne() {
        for (int time = 0; time < 3; time++) {
            assertThat(encoder.matches("right", "<right>")).isTrue();
        }
        assertThat(asked).hasValue(1);

        for (int time = 0; time < 3; time++) {
            assertThat(encoder.matches("wrong", "<right>")).isFalse();
        }
        assertThat(asked).hasValue(4);
    }

    @Test
    void forgetsAPasswordThatWasRightWhenAnotherIsSet() {
        assertThat(encoder.matches("old", "<old>")).isTrue();
        assertThat(encoder.matches("old", "<new>")).isFalse();
    }
}
