package dev.heed.intake;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's session, but nobody waits in it for an answer with its lock in hand. That one does, and when the stream and a call
 * find at once that their token has expired, the answer may come by the very connection whose thread waits for the lock.
 * And where that one ends the session with the stream, or ends the last one when it begins the next, calls that still use it
 * are refused; here it ends with the component. And where that one lets the stream ask to be let in again while the connection
 * that was refused is still being ended, such a request is passed over; here it waits for the end.
 */
final class PatientSession extends SalesforceSession {

    private static final Logger LOG = LoggerFactory.getLogger(PatientSession.class);
    private static final long GOODBYE_MILLIS = 5000;

    private final SalesforceHttpClient http;
    private final Runnable streamHasEnded;
    private volatile boolean ended;

    /** @param streamHasEnded returns when the stream that was refused has come to its end */
    PatientSession(CamelContext camel, SalesforceHttpClient http, SalesforceLoginConfig login, Runnable streamHasEnded) {
        super(camel, http, http.getTimeout(), login);
        this.http = http;
        this.streamHasEnded = streamHasEnded;
    }

    /** @param refused the token that is not good any more, null if there is none yet */
    @Override
    public String login(String refused) throws SalesforceException {
        String token = getAccessToken();
        if (token != null && !token.equals(refused)) {
            return token;
        }
        try {
            ContentResponse answer = getLoginRequest(null).send();
            parseLoginResponse(answer, answer.getContentAsString());
            return getAccessToken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SalesforceException("Signing in was interrupted", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new SalesforceException("Nobody could be asked to sign in: " + e.getMessage(), e);
        }
    }

    /**
     * Asked by the stream alone, which then begins anew.
     *
     * @param longer milliseconds that each pause is longer than the last
     */
    @Override
    public void attemptLoginUntilSuccessful(long longer, long longest) {
        String refused = getAccessToken();
        for (long pause = longer; !ended; pause = Math.min(pause + longer, longest)) {
            try {
                login(refused);
                streamHasEnded.run();
                return;
            } catch (SalesforceException e) {
                LOG.warn("Signing in at Salesforce failed and is tried again in {} ms: {}", pause, e.getMessage());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void logout() {
        // what ends is the stream, and not the session
    }

    /** Ends the session, here and there. */
    void end() {
        ended = true;
        if (getAccessToken() == null) {
            return;
        }
        Fields token = new Fields();
        token.put("token", getAccessToken());
        try {
            http.POST(getInstanceUrl() + "/services/oauth2/revoke").body(new FormRequestContent(token))
                    .timeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS).send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("The session at Salesforce could not be ended and will expire: {}", e.getMessage());
        }
    }
}
