package dev.heed.sandbox.twilio;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice(basePackageClasses = TwilioProblem.class)
class TwilioProblems {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(TwilioProblem problem) {
        return problem.answer();
    }
}
