package dev.heed.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything else below {@code /twilio}: not found, said in Twilio's way. */
@RestController
class UnknownController {

    @RequestMapping("/twilio/**")
    void refuse(HttpServletRequest request) {
        throw TwilioProblem.notFound(request.getRequestURI().substring("/twilio".length()));
    }
}
