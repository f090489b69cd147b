package dev.heed.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks twice a second for how long the oldest entry that no checkpoint covers has been waiting, and keeps the most. Who takes no checkpoints has no such figure. */
final class Uncovered implements AutoCloseable {

    private static final Pattern GAUGE = Pattern.compile("^heed_evidence_uncovered_seconds(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpRequest request;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
    private volatile double most = Double.NaN;

    Uncovered(String url) {
        String credentials = Base64.getEncoder().encodeToString(("viewer:" + Source.SECRET).getBytes(StandardCharsets.UTF_8));
        request = HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus")).header("Authorization", "Basic " + credentials).timeout(Duration.ofSeconds(5)).build();
        asking.scheduleWithFixedDelay(this::ask, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** Not a number, if there is none. */
    double most() {
        return most;
    }

    private void ask() {
        try {
            Matcher gauge = GAUGE.matcher(HTTP.send(request, BodyHandlers.ofString()).body());
            if (gauge.find() && !gauge.group(1).equals("NaN")) {
                double seconds = Double.parseDouble(gauge.group(1));
                most = Double.isNaN(most) ? seconds : Math.max(most, seconds);
            }
        } catch (IOException slow) {
            // asked again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
