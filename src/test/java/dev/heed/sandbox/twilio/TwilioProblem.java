package dev.heed.sandbox.twilio;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A refused request, with Twilio's own code. */
final class TwilioProblem extends RuntimeException {

    private final int status;
    private final int code;

    TwilioProblem(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static TwilioProblem unauthenticated() {
        return new TwilioProblem(401, 20003, "Authenticate");
    }

    static TwilioProblem notFound(String path) {
        return new TwilioProblem(404, 20404, "The requested resource " + path + " was not found");
    }

    static TwilioProblem invalid(String message) {
        return new TwilioProblem(400, 20001, message);
    }

    ResponseEntity<Map<String, Object>> answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", getMessage());
        body.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        body.put("status", status);
        var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == 401) {
            response.header("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        return response.body(body);
    }
}
