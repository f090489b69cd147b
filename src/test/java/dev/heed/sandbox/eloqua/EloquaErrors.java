package dev.heed.sandbox.eloqua;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refusals in the words of the interface asked. */
@RestControllerAdvice(basePackageClasses = EloquaErrors.class)
class EloquaErrors {

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal) {
        return answer(refusal.status(), refusal.body());
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(BulkFailure failure) {
        return answer(400, Map.of("failures", List.of(Map.of(
                "field", failure.field(), "value", failure.value(), "constraint", failure.getMessage()))));
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(HttpMessageNotReadableException unreadable) {
        return answer(400, "There was a parsing error.");
    }

    private static ResponseEntity<Object> answer(int status, Object body) {
        var response = ResponseEntity.status(status);
        if (body == null) {
            return response.build();
        }
        return response.contentType(body instanceof String ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_JSON).body(body);
    }
}
