package dev.heed.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What is wrong with a request, in a sentence for the caller. No sentence repeats a value that was sent: it may be about a person. */
final class Wrong {

    private Wrong() {
    }

    /** @param name of the member or parameter, which the problem names besides */
    static ErrorResponseException member(String name, String sentence) {
        return member(HttpStatus.BAD_REQUEST, name, sentence);
    }

    static ErrorResponseException member(HttpStatus status, String name, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, name + ": " + sentence);
        problem.setProperty("member", name);
        return new ErrorResponseException(status, problem, null);
    }

    static ErrorResponseException of(HttpStatus status, String sentence) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
    }
}
