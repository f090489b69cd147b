package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The token endpoint of Microsoft Entra: client credentials only. */
@RestController
final class TokenController {

    private record Refusal(int status, String error, int code, String description) {
    }

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Dynamics365Simulator simulator;
    private final Clock clock;

    TokenController(Dynamics365Simulator simulator, Clock clock) {
        this.simulator = simulator;
        this.clock = clock;
    }

    @PostMapping(path = "/dynamics365/{tenant}/oauth2/v2.0/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<ObjectNode> token(@PathVariable String tenant, @RequestBody MultiValueMap<String, String> form) {
        Refusal refusal = check(tenant, form);
        if (refusal != null) {
            return ResponseEntity.status(refusal.status).contentType(MediaType.APPLICATION_JSON).body(described(refusal));
        }
        return ResponseEntity.ok().header("Cache-Control", "no-store, no-cache").contentType(MediaType.APPLICATION_JSON)
                .body(Json.object().put("token_type", "Bearer").put("expires_in", Tokens.LIFE_SECONDS)
                        .put("ext_expires_in", Tokens.LIFE_SECONDS).put("access_token", simulator.tokens().issue()));
    }

    private static Refusal check(String tenant, MultiValueMap<String, String> form) {
        if (!tenant.equals(Dynamics365Simulator.TENANT)) {
            return new Refusal(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found.");
        }
        String grant = form.getFirst("grant_type");
        if (grant == null) {
            return new Refusal(400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.");
        }
        if (!grant.equals("client_credentials")) {
            return new Refusal(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + grant + "'.");
        }
        if (!Dynamics365Simulator.CLIENT_ID.equals(form.getFirst("client_id"))) {
            return new Refusal(400, "unauthorized_client", 700016, "Application with identifier '" + form.getFirst("client_id")
                    + "' was not found in the directory.");
        }
        if (form.getFirst("client_secret") == null) {
            return new Refusal(401, "invalid_client", 7000216,
                    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");
        }
        if (!Dynamics365Simulator.CLIENT_SECRET.equals(form.getFirst("client_secret"))) {
            return new Refusal(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        return checkScope(form.getFirst("scope"));
    }

    private static Refusal checkScope(String scope) {
        if (scope == null) {
            return new Refusal(400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.");
        }
        if (!scope.endsWith("/.default")) {
            return new Refusal(400, "invalid_scope", 1002012, "The provided value for scope " + scope
                    + " is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.");
        }
        if (!scope.equals(Dynamics365Simulator.SCOPE)) {
            return new Refusal(400, "invalid_resource", 500011, "The resource principal named "
                    + scope.replace("/.default", "") + " was not found in the tenant.");
        }
        return null;
    }

    private ObjectNode described(Refusal refusal) {
        UUID trace = UUID.randomUUID();
        UUID correlation = UUID.randomUUID();
        String timestamp = TIMESTAMP.format(clock.instant());
        ObjectNode body = Json.object().put("error", refusal.error).put("error_description", "AADSTS" + refusal.code + ": "
                + refusal.description + " Trace ID: " + trace + " Correlation ID: " + correlation + " Timestamp: " + timestamp);
        body.putArray("error_codes").add(refusal.code);
        return body.put("timestamp", timestamp).put("trace_id", trace.toString()).put("correlation_id", correlation.toString());
    }
}
