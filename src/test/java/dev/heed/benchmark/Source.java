package dev.heed.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The system in which customers change their minds. It sends a webhook for each change, over a few connections that stay open. */
public final class Source implements AutoCloseable {

    public static final String SECRET = "benchmark-webhook-key";

    private final int connections;
    private final ExecutorService threads;
    private final CloseableHttpClient http;

    Source(int connections) {
        this.connections = connections;
        this.threads = Executors.newFixedThreadPool(connections);
        this.http = HttpClients.custom().disableAutomaticRetries().setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections).setMaxConnPerRoute(connections).build()).build();
    }

    static String phone(int customer) {
        return "+1201" + (2_000_000 + customer);
    }

    /**
     * Sends so many changes by a timetable. A change that is late because all connections are taken is late: what counts is when it was due.
     *
     * @param perSecond changes a second, 0 for as many as are accepted
     */
    void send(String url, Journeys journeys, int count, double perSecond) throws InterruptedException {
        long start = System.nanoTime();
        AtomicInteger left = new AtomicInteger();
        Runnable connection = () -> {
            for (int turn = left.getAndIncrement(); turn < count; turn = left.getAndIncrement()) {
                long due = perSecond == 0 ? System.nanoTime() : start + (long) (turn / perSecond * TimeUnit.SECONDS.toNanos(1));
                await(due);
                int change = journeys.next();
                journeys.send(change, due);
                post(url, event(journeys, change));
            }
        };
        for (Future<?> done : IntStream.range(0, connections).mapToObj(one -> threads.submit(connection)).toList()) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The source could not send", e.getCause());
            }
        }
    }

    private static String event(Journeys journeys, int change) {
        return """
                {"id": %s, "phone": "%s", "wants": "%s", "at": %s}""".formatted(change, phone(journeys.customer(change)),
                journeys.yes(change) ? "yes" : "no", System.currentTimeMillis());
    }

    private void post(String url, String event) {
        HttpPost post = new HttpPost(url);
        post.setHeader("x-secret", SECRET);
        post.setEntity(new StringEntity(event, ContentType.APPLICATION_JSON));
        try {
            int status = http.execute(post, answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode();
            });
            if (status >= 300) {
                throw new IllegalStateException("A webhook was answered with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        http.close();
    }
}
