package dev.heed.sandbox.salesforce;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals in the platform's own form: an array of one. */
@RestControllerAdvice(value = "salesforceErrors", basePackageClasses = SalesforceErrors.class)
final class SalesforceErrors {

    @ExceptionHandler
    ResponseEntity<List<ApiError>> refused(ApiException refusal) {
        return ResponseEntity.status(refusal.status()).body(List.of(refusal.error()));
    }
}
