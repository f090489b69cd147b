package dev.heed.sandbox.dynamics365;

import dev.heed.sandbox.Faults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registered service endpoint: posts every change of a contact or consent, one after the other, behind the back of whoever
 * made it. One more attempt is made where the receiver says 502, 503 or 504; everything else that fails is gone for good.
 */
final class Webhook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Set<Integer> WORTH_ANOTHER_ATTEMPT = Set.of(502, 503, 504);

    private final URI endpoint;
    private final Faults faults;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
        Thread thread = new Thread(work, "dynamics365-webhook");
        thread.setDaemon(true);
        return thread;
    });

    Webhook(URI endpoint, Faults faults) {
        this.endpoint = endpoint;
        this.faults = faults;
    }

    void announce(Change change) {
        faults.feed(change).forEach(passed -> sender.execute(() -> deliver(passed)));
    }

    /** Drops what was not sent yet. */
    void forget() {
        sender.getQueue().clear();
    }

    private void deliver(Change change) {
        try {
            int status = post(change);
            if (WORTH_ANOTHER_ATTEMPT.contains(status)) {
                status = post(change);
            }
            if (status / 100 != 2) {
                LOG.info("{} of {}: the receiver answered {}", change.message(), change.row().id(), status);
            }
        } catch (IOException e) {
            LOG.info("{} of {}: no receiver ({})", change.message(), change.row().id(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int post(Change change) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header(Dynamics365Simulator.WEBHOOK_HEADER, Dynamics365Simulator.WEBHOOK_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(ExecutionContext.of(change)));
        ExecutionContext.headers(change).forEach(request::header);
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
