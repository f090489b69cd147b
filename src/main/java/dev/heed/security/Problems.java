package dev.heed.security;

import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The last resort of every controller. A controller that has more to say throws an {@link ErrorResponseException}: its sentence is
 * kept, because it was written for the caller. The framework's own sentences quote the request and are not.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception e) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e;
        }
        // The web server reads a query string when it is first asked for a parameter, and only then finds that it is none.
        if (e instanceof HttpException found && found.getCode() < 500) {
            return ResponseEntity.status(found.getCode()).body(Problem.of(HttpStatusCode.valueOf(found.getCode())));
        }
        ProblemDetail problem = Problem.of(HttpStatus.INTERNAL_SERVER_ERROR);
        LOG.error("Unforeseen, {}", problem.getInstance(), e);
        return ResponseEntity.internalServerError().body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problem.of(status);
        boolean ourOwn = e.getClass() == ErrorResponseException.class || e.getClass() == ResponseStatusException.class;
        if (ourOwn && e instanceof ErrorResponse response && response.getBody().getDetail() != null) {
            ProblemDetail said = response.getBody();
            problem.setTitle(said.getTitle());
            problem.setDetail(said.getDetail());
            problem.setType(said.getType());
            if (said.getProperties() != null) {
                said.getProperties().forEach(problem::setProperty);
            }
        }
        return new ResponseEntity<>(problem, headers, status);
    }
}
