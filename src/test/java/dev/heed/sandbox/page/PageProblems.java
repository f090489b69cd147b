package dev.heed.sandbox.page;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Refusals of the page's own calls, as problem details. */
@RestControllerAdvice(basePackageClasses = PageProblems.class)
class PageProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail refuse(IllegalArgumentException wrong) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, wrong.getMessage());
    }
}
