package dev.heed.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

    @ParameterizedTest
    @CsvSource({"STOP,STOP", "stop,STOP", "' Stop\n',STOP", "unsubscribe,STOP", "OptOut,STOP", "revoke,STOP", "yes,START", "unstop,START",
            "help,HELP", "info,HELP"})
    void takesASingleWordInAnyCaseWithAnySpaceAround(String body, Keyword keyword) {
        assertThat(Keyword.in(body)).contains(keyword);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "please stop", "STOP!", "stop it", "ST OP", "रुकिए", "توقف", "STOPP"})
    void takesNothingElse(String body) {
        assertThat(Keyword.in(body)).isEmpty();
    }
}
