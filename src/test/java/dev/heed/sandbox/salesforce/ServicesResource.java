package dev.heed.sandbox.salesforce;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The versions there are (open to all), the allowance, and a refusal for every path that is not served. */
@RestController("salesforceServicesResource")
@RequestMapping("/salesforce/services/data")
final class ServicesResource {

    private static final String VERSION = "/{version}";

    private final ApiUsage usage;

    ServicesResource(ApiUsage usage) {
        this.usage = usage;
    }

    @GetMapping({"", "/"})
    List<Map<String, String>> versions() {
        return ApiVersion.ALL.stream().map(version -> Map.of(
                "label", "Version " + version.substring(1),
                "version", version.substring(1),
                "url", "/services/data/" + version)).toList();
    }

    @GetMapping(VERSION)
    Map<String, String> resources(@PathVariable String version) {
        String base = "/services/data/" + version;
        return Map.of("sobjects", base + "/sobjects", "query", base + "/query", "queryAll", base + "/queryAll",
                "limits", base + "/limits", "composite", base + "/composite");
    }

    @GetMapping(VERSION + "/limits")
    Map<String, Map<String, Integer>> limits() {
        return Map.of("DailyApiRequests", Map.of("Max", usage.limit(), "Remaining", usage.remaining()));
    }

    @RequestMapping({VERSION + "/composite/sobjects", VERSION + "/composite/sobjects/Contact/{field}",
            VERSION + "/sobjects/Contact/{id}", VERSION + "/sobjects/Contact/{field}/{value}", VERSION + "/query",
            VERSION + "/queryAll", VERSION + "/query/{locator}", VERSION + "/limits"})
    void otherMethod() {
        throw new ApiException(405, ApiError.of("METHOD_NOT_ALLOWED", "HTTP Method not allowed"));
    }

    @RequestMapping(VERSION + "/**")
    void unknown() {
        throw ApiException.notFound();
    }
}
