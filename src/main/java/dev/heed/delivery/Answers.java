package dev.heed.delivery;

import dev.heed.deciding.Systems;
import dev.heed.session.Sessions;
import dev.heed.system.AnswerRule;
import dev.heed.system.AnswerRule.Verdict;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.stereotype.Component;

/**
 * Says what a failed call means, by the table of answers in the system's manifest, and whether it is worth another try at
 * once. Used by the routes' error handling as {@code answers}.
 */
@Component
public class Answers {

    /** More than this is not waited for with the lanes held: the delivery goes back to the table. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(2);
    /** A feed has a thread of its own, and nothing is held while it waits. */
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
    private static final int QUICK_TRIES = 2;
    private static final int LONGEST_WORDS = 500;

    private final Systems systems;
    private final Sessions sessions;

    Answers(Systems systems, Sessions sessions) {
        this.systems = systems;
        this.sessions = sessions;
    }

    /** Whether to call again at once; for {@code retryWhile}. */
    public boolean again(Exchange exchange) {
        return again(exchange, WORTH_WAITING);
    }

    /** The same for a feed, which waits as long as the system asks for. */
    public boolean patient(Exchange exchange) {
        return again(exchange, LONGEST_PATIENCE);
    }

    private boolean again(Exchange exchange, Duration worthWaiting) {
        String system = exchange.getProperty("heedSystem", String.class);
        int tries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (system == null || tries >= QUICK_TRIES || cause instanceof CallNotPermittedException) {
            return false;
        }
        Outcome outcome = judge(system, cause);
        if (outcome.verdict() == Verdict.LOGIN) {
            sessions.renew(system, exchange);
            return tries == 0;
        }
        boolean soon = outcome.after() == null || outcome.after().compareTo(worthWaiting) <= 0;
        if (outcome.verdict() == Verdict.RETRY && soon && outcome.after() != null) {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, outcome.after().toMillis());
        }
        return outcome.verdict() == Verdict.RETRY && soon;
    }

    Outcome judge(String system, Exception cause) {
        for (Throwable thrown = cause; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof HttpOperationFailedException failed) {
                return judge(system, failed.getStatusCode(), failed.getResponseBody(), failed.getResponseHeaders());
            }
            if (thrown instanceof SalesforceException failed && failed.getStatusCode() > 0) {
                return judge(system, failed.getStatusCode(), failed.getMessage(), Map.of());
            }
            if (thrown instanceof IOException || thrown instanceof CallNotPermittedException || thrown instanceof SalesforceException) {
                return new Outcome(Verdict.RETRY, "not reached: " + thrown.getClass().getSimpleName(), null);
            }
        }
        // ours, not the system's: kept, tried again, and seen in the reason
        return new Outcome(Verdict.RETRY, "failed here: " + cause.getClass().getSimpleName(), null);
    }

    private Outcome judge(String system, int status, String body, Map<String, String> headers) {
        String text = body == null ? "" : body;
        AnswerRule rule = systems.get(system).manifest().answers().stream().filter(candidate -> candidate.fits(status, text)).findFirst()
                .orElse(new AnswerRule(null, null, status >= 500 ? Verdict.RETRY : Verdict.REFUSE, null));
        String words = status + " " + text.strip();
        return new Outcome(rule.verdict(), words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS),
                retryAfter(headers).orElse(rule.after()));
    }

    private static java.util.Optional<Duration> retryAfter(Map<String, String> headers) {
        return headers == null ? java.util.Optional.empty() : headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After") && header.getValue().matches("\\d{1,6}"))
                .map(header -> Duration.ofSeconds(Long.parseLong(header.getValue()))).findFirst();
    }
}
