package dev.heed.benchmark.past;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Asks a Heed over HTTP, and takes the time from the question to the last byte of the answer. */
final class Questions {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);
    private static final String SOMETHING = "\"key\":";

    /** @param telling answers in which something held */
    record Answers(Histogram micros, long telling) {
    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String credentials;
    private final Span span;

    Questions(String url, String user, String password, Span span) {
        this.url = url;
        this.credentials = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.span = span;
    }

    /**
     * @param about  whom to ask about
     * @param what   to ask about them
     * @param count  of questions in all
     * @param askers who ask at once, each when its last question is answered
     */
    Answers ask(Function<SplittableRandom, UUID> about, What what, int count, int askers) throws InterruptedException {
        Histogram micros = new ConcurrentHistogram(LONGEST, 3);
        AtomicLong telling = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(askers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int asker = 0; asker < askers; asker++) {
                SplittableRandom random = new SplittableRandom(31L * count + asker);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < count / askers; i++) {
                        telling.addAndGet(ask(about.apply(random), what.query(span, random), micros) ? 1 : 0);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return new Answers(micros, telling.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question was not answered", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean ask(UUID subject, String query, Histogram micros) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/subjects/" + subject + "/preferences" + query))
                .header("Authorization", credentials).build();
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            micros.recordValue(Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start)));
            // the shop tells its changes itself and has no manifest: before it held a record of somebody, nothing is known of it
            boolean nothingYet = answer.statusCode() == 404 && query.contains("system=");
            if (answer.statusCode() != 200 && !nothingYet) {
                throw new IllegalStateException("answered with " + answer.statusCode());
            }
            return !nothingYet && answer.body().contains(SOMETHING);
        } catch (IOException e) {
            throw new IllegalStateException("Heed did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
