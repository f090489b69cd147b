package dev.heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.system.AnswerRule.Verdict;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

    private final Answers answers = OneSystem.answers();

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"7, PT7S", "'Wed, 01 May 2024 10:00:30 GMT', PT30S", "'Wed, 01 May 2024 09:00:00 GMT', PT0S", "soon, none", "-1, none"})
    void waitsAsLongAsTheSystemAsksInSecondsOrUntilADate(String header, Duration wait) {
        assertThat(answers.judge("one", failed(429, "", Map.of("retry-after", header))).after()).isEqualTo(wait);
    }

    @Test
    void keepsTheSystemsOwnWordsBehindItsStatus() {
        assertThat(answers.judge("one", failed(400, " no such column \n", null))).isEqualTo(Outcome.of(Verdict.REFUSE, "400: no such column", null));
        assertThat(answers.judge("one", failed(500, null, null))).isEqualTo(Outcome.of(Verdict.RETRY, "500", null));
    }

    @ParameterizedTest
    @CsvSource({"503, 1, true", "503, 2, true", "503, 3, false", "400, 1, false"})
    void callsAgainTwiceAtOnceWhereThatIsWorthIt(int status, int failures, boolean again) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty("heedSystem", "one");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failed(status, "", null));
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, failures);
        assertThat(answers.again(exchange)).isEqualTo(again);
    }

    @Test
    void saysWhatKeptACallFromBeingMade() {
        CircuitBreaker open = CircuitBreaker.ofDefaults("one");
        open.transitionToOpenState();
        assertThat(answers.judge("one", CallNotPermittedException.createCallNotPermittedException(open)).words()).startsWith("not called");
        assertThat(answers.judge("one", new RuntimeException(new ConnectException("to ada@example.com"))))
                .isEqualTo(Outcome.of(Verdict.RETRY, "not reached: ConnectException", null));
    }

    private static HttpOperationFailedException failed(int status, String body, Map<String, String> headers) {
        return new HttpOperationFailedException("http://localhost", status, "", null, headers, body);
    }
}
