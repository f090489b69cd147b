package dev.heed.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Serves the HTTP faults of the system whose name is the first path segment. A CometD connection is a feed: nothing befalls it but the loss of its
 * connection, where that is asked for by name. Lost after its request came, it is lost while the client waits, with what would have been its answer.
 */
final class FaultFilter extends OncePerRequestFilter {

    private final Map<String, SimulatedSystem> systems;

    FaultFilter(Map<String, SimulatedSystem> systems) {
        this.systems = systems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return system(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Faults faults = system(request).faults();
        if (request.getRequestURI().contains("/cometd/")) {
            passUnless(faults.nextDropOfFeed(request.getRequestURI()), request, response, chain);
            return;
        }
        Instant at = Instant.now();
        boolean answered = false;
        try {
            answered = serve(faults, request, response, chain);
        } finally {
            faults.note(new Faults.Call(at, request.getMethod(), request.getRequestURI(), answered ? response.getStatus() : 0));
        }
    }

    /** Whether it was answered. */
    private boolean serve(Faults faults, HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        pause(faults);
        Faults.Answer answer = faults.nextAnswer();
        if (answer != null) {
            response.setStatus(answer.status());
            if (answer.retryAfter() >= 0) {
                response.setHeader("Retry-After", String.valueOf(answer.retryAfter()));
            }
            return true;
        }
        return passUnless(faults.nextDrop(request.getRequestURI()), request, response, chain);
    }

    /** Whether it was answered: its connection may be cut before or after. */
    private static boolean passUnless(Faults.Drop drop, HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (drop == null) {
            chain.doFilter(request, response);
            return true;
        }
        if (drop == Faults.Drop.AFTER) {
            chain.doFilter(request, new ContentCachingResponseWrapper(response));
        }
        ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection().getEndPoint().close();
        return false;
    }

    private SimulatedSystem system(HttpServletRequest request) {
        String[] segments = request.getRequestURI().split("/", 3);
        return segments.length < 2 ? null : systems.get(segments[1]);
    }

    private static void pause(Faults faults) {
        try {
            faults.holdUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
