package dev.heed.sandbox.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One open stream of server-sent events. It is written by hand because an emitter whose visitor has gone leaves its request
 * open, and the web server then waits for it when it stops.
 */
final class Visitor {

    private final AsyncContext stream;

    private Visitor(AsyncContext stream) {
        this.stream = stream;
    }

    static Visitor welcome(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        AsyncContext stream = request.startAsync();
        stream.setTimeout(0);
        return new Visitor(stream);
    }

    /** @param json one line */
    static String event(String name, String json) {
        return "event:" + name + "\ndata:" + json + "\n\n";
    }

    static String signOfLife() {
        return ":still here\n\n";
    }

    /** @return whether the visitor is still there */
    boolean tell(String event) {
        try {
            var out = stream.getResponse().getOutputStream();
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException gone) {
            stream.complete();
            return false;
        }
    }

    void leave() {
        stream.complete();
    }
}
