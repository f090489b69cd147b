package dev.heed.sandbox.responsys;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals as the vendor words them. */
@RestControllerAdvice(basePackageClasses = ResponsysErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ResponsysErrors {

    @ExceptionHandler
    ResponseEntity<ApiError.Body> refused(ApiError error) {
        return ResponseEntity.status(error.status).contentType(MediaType.APPLICATION_JSON).body(error.body);
    }

    /** The gateway has closed the connection already: there is nobody to answer. */
    @ExceptionHandler
    void cut(JsonBody.TooLong error, HttpServletResponse response) {
    }
}
