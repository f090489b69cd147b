package dev.heed.sandbox.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventsController {

    private final Watch watch;

    EventsController(Watch watch) {
        this.watch = watch;
    }

    @GetMapping(path = "/sandbox/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(HttpServletRequest request, HttpServletResponse response) {
        watch.admit(Visitor.welcome(request, response));
    }
}
