package dev.heed.sandbox.twilio;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Refusals below {@code /twilio} in Twilio's form; those of the handset, which is no part of Twilio, as problem details. */
@RestControllerAdvice(basePackageClasses = TwilioProblem.class)
class TwilioProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(TwilioProblem problem) {
        return problem.answer();
    }
}
