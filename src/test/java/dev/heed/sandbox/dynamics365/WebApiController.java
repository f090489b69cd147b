package dev.heed.sandbox.dynamics365;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** HTTP around the Web API: who calls, how much, and the bytes. */
@RestController
final class WebApiController {

    private static final String ROOT = "/dynamics365/api/data/v9.2/";

    private final Dynamics365Simulator simulator;

    WebApiController(Dynamics365Simulator simulator) {
        this.simulator = simulator;
    }

    @RequestMapping(ROOT + "**")
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!simulator.tokens().good(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Bearer authorization_uri=https://login.microsoftonline.com/"
                    + Dynamics365Simulator.TENANT + "/oauth2/authorize, resource_id=https://heed-sandbox.crm4.dynamics.com/");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        send(answer(call(request)), response);
    }

    private Answer answer(Call call) {
        ServiceProtection protection = simulator.protection();
        Instant began;
        try {
            began = protection.enter();
        } catch (WebApiException e) {
            return Answer.refusal(e);
        }
        try {
            return simulator.api().answer(call).with("x-ms-service-request-id", UUID.randomUUID().toString())
                    .with("x-ms-ratelimit-burst-remaining-xrm-requests", String.valueOf(protection.remaining()));
        } finally {
            protection.leave(began);
        }
    }

    private static Call call(HttpServletRequest request) throws IOException {
        String address = request.getRequestURL().toString();
        String base = address.substring(0, address.indexOf(ROOT) + ROOT.length());
        String path = request.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name.toLowerCase(Locale.ROOT),
                String.join(",", Collections.list(request.getHeaders(name)))));
        String query = request.getQueryString();
        return new Call(base, request.getMethod(), path.substring(path.indexOf(ROOT) + ROOT.length()), query == null ? "" : query,
                headers, request.getInputStream().readAllBytes());
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }
}
