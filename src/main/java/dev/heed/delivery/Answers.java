package dev.heed.delivery;

import dev.heed.deciding.Systems;
import dev.heed.session.Sessions;
import dev.heed.session.SignInRefused;
import dev.heed.system.AnswerRule;
import dev.heed.system.AnswerRule.Verdict;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
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

    private final Systems systems;
    private final Sessions sessions;
    private final Clock clock;

    Answers(Systems systems, Sessions sessions, Clock clock) {
        this.systems = systems;
        this.sessions = sessions;
        this.clock = clock;
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
        // counted before it is asked about: 1 after the first failure
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (system == null || failures > QUICK_TRIES || cause instanceof CallNotPermittedException) {
            return false;
        }
        Outcome outcome = judge(system, cause);
        if (outcome.verdict() == Verdict.LOGIN) {
            sessions.renew(system, exchange);
            return failures <= 1;
        }
        boolean soon = outcome.after() == null || outcome.after().compareTo(worthWaiting) <= 0;
        if (outcome.verdict() == Verdict.RETRY && soon && outcome.after() != null) {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, outcome.after().toMillis());
        }
        return outcome.verdict() == Verdict.RETRY && soon;
    }

    /** What it means that a call failed so. */
    public Outcome judge(String system, Throwable cause) {
        for (Throwable thrown = cause; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof HttpOperationFailedException failed) {
                return judge(system, failed.getStatusCode(), failed.getResponseBody(), failed.getResponseHeaders());
            }
            if (thrown instanceof SalesforceException failed && failed.getStatusCode() > 0) {
                return judge(system, failed.getStatusCode(), failed.getMessage(), Map.of());
            }
            if (thrown instanceof SignInRefused) {
                return Outcome.of(Verdict.RETRY, "not let in: " + thrown.getMessage(), null);
            }
            if (thrown instanceof CallNotPermittedException) {
                return Outcome.of(Verdict.RETRY, "not called: it kept failing and is let alone for a while", null);
            }
            if (thrown instanceof RequestNotPermitted) {
                return Outcome.of(Verdict.RETRY, "not called: its limit of calls is used up", null);
            }
            if (thrown instanceof IOException || thrown instanceof SalesforceException) {
                return Outcome.of(Verdict.RETRY, "not reached: " + thrown.getClass().getSimpleName(), null);
            }
        }
        // ours, not the system's: kept, tried again, and seen in the reason
        return Outcome.of(Verdict.RETRY, "failed here: " + cause.getClass().getSimpleName(), null);
    }

    private Outcome judge(String system, int status, String body, Map<String, String> headers) {
        String text = body == null ? "" : body;
        AnswerRule rule = systems.get(system).manifest().answers().stream().filter(candidate -> candidate.fits(status, text)).findFirst()
                .orElse(new AnswerRule(null, null, status >= 500 ? Verdict.RETRY : Verdict.REFUSE, null));
        return Outcome.of(rule.verdict(), text.isBlank() ? String.valueOf(status) : status + ": " + text.strip(), retryAfter(headers).orElse(rule.after()));
    }

    private Optional<Duration> retryAfter(Map<String, String> headers) {
        return headers == null ? Optional.empty() : headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .findFirst().flatMap(header -> wait(header.getValue().strip()));
    }

    /** Seconds, or a date; what is neither says nothing. */
    private Optional<Duration> wait(String after) {
        if (after.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        try {
            Duration wait = Duration.between(clock.instant(), ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
