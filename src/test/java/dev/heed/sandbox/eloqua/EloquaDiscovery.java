package dev.heed.sandbox.eloqua;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells where the instance lives today; to a stranger it answers 200 all the same, with a sentence. */
@RestController
class EloquaDiscovery {

    private final EloquaSimulator eloqua;

    EloquaDiscovery(EloquaSimulator eloqua) {
        this.eloqua = eloqua;
    }

    @GetMapping("/eloqua/id")
    ResponseEntity<Object> id(HttpServletRequest request) {
        eloqua.limits().discovery();
        Object body = EloquaAccess.authenticated(request) ? site(base(request)) : "\"Not authenticated.\"";
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private String base(HttpServletRequest request) {
        return request.getRequestURL().toString().replaceFirst("/eloqua/id$", eloqua.pod().base());
    }

    private static Map<String, Object> site(String base) {
        Map<String, Object> soap = new LinkedHashMap<>();
        soap.put("standard", base + "/API/{version}/Service.svc");
        soap.put("dataTransfer", base + "/API/{version}/DataTransferService.svc");
        soap.put("email", base + "/API/{version}/EmailService.svc");
        soap.put("externalAction", base + "/API/{version}/ExternalActionService.svc");
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("site", Map.of("id", 77, "name", EloquaSimulator.COMPANY));
        site.put("user", Map.of("id", Integer.parseInt(EloquaSimulator.USER_ID), "username", EloquaSimulator.USER,
                "displayName", "Api User", "firstName", "Api", "lastName", "User", "emailAddress", "api@example.com"));
        site.put("urls", Map.of("base", base, "apis", Map.of("soap", soap, "rest", Map.of(
                "standard", base + "/API/REST/{version}/", "bulk", base + "/API/Bulk/{version}/"))));
        return site;
    }
}
