package dev.heed.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /in/{system}}: a system's native webhook, handed to the route {@code <system>-in} as the bytes that came.
 *
 * <p>The size of a body is limited before it comes here. Nothing from outside becomes a header of Camel's: HTTP headers arrive as {@code http-<name in lower case>} only.
 */
@RestController
class Webhooks {

    static final String HTTP = "http-";
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final String publicUrl;

    /** @param publicUrl address by which systems call Heed, as they sign it */
    Webhooks(CamelContext camel, ProducerTemplate producer, @Value("${heed.public-url:http://localhost:${server.port:8080}}") String publicUrl) {
        this.camel = camel;
        this.producer = producer;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/in/{system}")
    ResponseEntity<?> receive(@PathVariable String system, HttpServletRequest request) throws IOException {
        if (!system.matches("[a-z][a-z0-9-]{0,40}") || camel.getRoute(system + "-in") == null
                || !camel.getRoute(system + "-in").getEndpoint().getEndpointUri().equals("direct://" + system + "-in")) {
            return problem(HttpStatus.NOT_FOUND, "no system of this name sends webhooks");
        }
        byte[] body = request.getInputStream().readAllBytes();
        Exchange answer = producer.request("direct:" + system + "-in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("heedUrl", url(request));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, request.getContentType() == null ? "" : request.getContentType());
            Collections.list(request.getHeaderNames()).forEach(name ->
                    exchange.getMessage().setHeader(HTTP + name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        });
        return answer.getException() == null ? accepted(answer) : failed(system, answer.getException());
    }

    private static ResponseEntity<?> accepted(Exchange answer) {
        int status = answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        String type = answer.getMessage().getHeader(Exchange.CONTENT_TYPE, "text/plain", String.class);
        String text = answer.getMessage().getBody(String.class);
        return ResponseEntity.status(status).contentType(MediaType.parseMediaType(type))
                .body(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<?> failed(String system, Exception cause) {
        for (Throwable thrown = cause; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof Unauthentic unauthentic) {
                LOG.warn("{}: webhook refused: {}", system, unauthentic.getMessage());
                return problem(HttpStatus.UNAUTHORIZED, unauthentic.getMessage());
            }
        }
        LOG.error("{}: webhook not kept: {}", system, cause.getClass().getSimpleName());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "5")
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "it could not be kept; send it again"));
    }

    private static ResponseEntity<?> problem(HttpStatus status, String sentence) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(ProblemDetail.forStatusAndDetail(status, sentence));
    }

    private String url(HttpServletRequest request) {
        return publicUrl + request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }
}
