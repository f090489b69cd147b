package dev.heed.sandbox.salesforce;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The token service. Of the published flows this org's connected app allows client credentials and refresh. */
@RestController("salesforceOAuth")
@RequestMapping("/salesforce/services/oauth2")
final class SalesforceOAuth {

    private final Tokens tokens;
    private final Clock clock;

    SalesforceOAuth(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostMapping("/token")
    ResponseEntity<Map<String, Object>> token(@RequestParam Map<String, String> form, HttpServletRequest request) {
        if (!same(form.get("client_id"), SalesforceSimulator.CLIENT_ID)) {
            return refuse("invalid_client_id", "client identifier invalid");
        }
        if (!same(form.get("client_secret"), SalesforceSimulator.CLIENT_SECRET)) {
            return refuse("invalid_client", "invalid client credentials");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> ResponseEntity.ok(session(request));
            case "refresh_token" -> same(form.get("refresh_token"), SalesforceSimulator.REFRESH_TOKEN)
                    ? ResponseEntity.ok(session(request))
                    : refuse("invalid_grant", "expired access/refresh token");
            case "password" -> refuse("invalid_grant", "authentication failure");
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                    refuse("invalid_grant", "user hasn't approved this consumer");
            default -> refuse("unsupported_grant_type", "grant type not supported");
        };
    }

    @RequestMapping(path = "/revoke", method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<Map<String, Object>> revoke(@RequestParam(defaultValue = "") String token) {
        return tokens.revoke(token) ? ResponseEntity.ok().build() : refuse("invalid_token", "this token doesn't exist");
    }

    private Map<String, Object> session(HttpServletRequest request) {
        String base = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort() + "/salesforce";
        String id = base + "/id/" + SalesforceSimulator.ORG_ID + "/" + SalesforceSimulator.INTEGRATION_USER_ID;
        String issuedAt = String.valueOf(clock.millis());
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("access_token", tokens.issue());
        session.put("signature", signature(id + issuedAt));
        session.put("scope", "api");
        session.put("instance_url", base);
        session.put("id", id);
        session.put("token_type", "Bearer");
        session.put("issued_at", issuedAt);
        return session;
    }

    private static String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    SalesforceSimulator.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String given, String secret) {
        return given != null && MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<Map<String, Object>> refuse(String error, String description) {
        return ResponseEntity.badRequest().body(Map.of("error", error, "error_description", description));
    }
}
