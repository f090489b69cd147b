package dev.heed.security;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** What is answered when something is wrong: RFC 9457, one fixed sentence a status, nothing of what was sent and nothing of how we are built. */
final class Problem {

    private static final Map<Integer, String> SENTENCES = Map.ofEntries(
            entry(400, "The request could not be understood."),
            entry(401, "Sign in with a user of Heed."),
            entry(403, "Your role does not allow this."),
            entry(404, "There is nothing here."),
            entry(405, "This address does not take that method."),
            entry(406, "None of the accepted content types can be given."),
            entry(413, "The request is larger than allowed."),
            entry(414, "The address is longer than allowed."),
            entry(415, "This content type is not taken here."),
            entry(431, "The headers are longer than allowed."),
            entry(500, "Something went wrong on our side. The log tells more below the instance given here."),
            entry(503, "Heed cannot do this now. Try again shortly."));

    private Problem() {
    }

    static ProblemDetail of(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(known == null ? "Error" : known.getReasonPhrase());
        problem.setDetail(SENTENCES.get(status.value()));
        // An instance of our own making: by default it would be the address that was asked for.
        problem.setInstance(URI.create("urn:uuid:" + UUID.randomUUID()));
        return problem;
    }

    static void write(HttpStatus status, HttpServletResponse response, ObjectMapper json) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), of(status));
    }
}
