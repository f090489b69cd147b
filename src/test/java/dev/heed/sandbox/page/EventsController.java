package dev.heed.sandbox.page;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class EventsController {

    private final Watch watch;

    EventsController(Watch watch) {
        this.watch = watch;
    }

    @GetMapping(path = "/sandbox/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        return watch.visit();
    }
}
