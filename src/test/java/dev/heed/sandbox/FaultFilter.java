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

/** Serves the HTTP faults of the system whose name is the first path segment. A CometD connection is a feed and passes untouched. */
final class FaultFilter extends OncePerRequestFilter {

    private final Map<String, SimulatedSystem> systems;

    FaultFilter(Map<String, SimulatedSystem> systems) {
        this.systems = systems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().contains("/cometd/") || system(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Faults faults = system(request).faults();
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
        Faults.Drop drop = faults.nextDrop(request.getRequestURI());
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
