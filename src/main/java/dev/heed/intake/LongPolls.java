package dev.heed.intake;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Request;

/**
 * The requests by which a stream is listened to. As long as somebody listens one of them is open, or the next follows
 * soon, however often the other side fails.
 */
final class LongPolls implements Request.QueuedListener {

    /** A request that is not answered is given up by then. */
    private static final Duration LONGEST = Duration.ofSeconds(130);
    /** The client waits at most 30 seconds between two tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String path;
    private final Map<Request, Long> open = new ConcurrentHashMap<>();
    private volatile long lastEnded = System.nanoTime();

    /** @param path a part of the path of such requests, and of no other */
    LongPolls(String path) {
        this.path = path;
    }

    @Override
    public void onQueued(Request request) {
        if (request.getPath().contains(path)) {
            open.put(request, System.nanoTime());
            request.onComplete(result -> ended(request));
        }
    }

    /** Whether nobody listens any more. */
    boolean haveCeased() {
        open.forEach((request, began) -> {
            if (since(began, LONGEST)) {
                ended(request);
            }
        });
        return open.isEmpty() && since(lastEnded, PATIENCE);
    }

    private void ended(Request request) {
        lastEnded = System.nanoTime();
        open.remove(request);
    }

    private static boolean since(long then, Duration time) {
        return System.nanoTime() - then > time.toNanos();
    }
}
