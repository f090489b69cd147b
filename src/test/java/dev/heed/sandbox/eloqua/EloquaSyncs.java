package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Syncs: their start, their status, and what came of them. */
@RestController
@RequestMapping({Paths.BULK, Paths.BULK_ON_POD})
class EloquaSyncs {

    private final EloquaSimulator eloqua;
    private final Clock clock;

    EloquaSyncs(EloquaSimulator eloqua, Clock clock) {
        this.eloqua = eloqua;
        this.clock = clock;
    }

    @PostMapping(path = "/syncs", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> create(@RequestBody JsonNode body) {
        Properties properties = new Properties(body);
        properties.allowOnly(Set.of("syncedInstanceUri", "callbackUrl"));
        String uri = properties.text("syncedInstanceUri", 400);
        Definition definition = eloqua.definitions().find(uri)
                .orElseThrow(() -> new BulkFailure("syncedInstanceUri", uri, "Must be the URI of a definition."));
        String callback = body.has("callbackUrl") ? callback(body.get("callbackUrl").asText()) : null;
        eloqua.limits().sync(definition.head().kind());
        return ResponseEntity.status(201).body(eloqua.syncs().create(definition, callback));
    }

    @GetMapping("/syncs/{id:\\d{1,18}}")
    Map<String, Object> get(@PathVariable long id) {
        return find(id).shown();
    }

    @GetMapping("/syncs/{id:\\d{1,18}}/{part:data|logs|rejects}")
    Map<String, Object> part(@PathVariable long id, @PathVariable String part,
            @RequestParam(defaultValue = "1000") String limit, @RequestParam(defaultValue = "0") String offset) {
        BulkPage page = BulkPage.of(limit, offset);
        Sync sync = find(id);
        return page.show(switch (part) {
            case "data" -> sync.data(clock.instant());
            case "logs" -> sync.logs();
            default -> sync.rejects();
        });
    }

    private Sync find(long id) {
        return eloqua.syncs().find(id).orElseThrow(() -> Refusal.plain(404));
    }

    private static String callback(String url) {
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new BulkFailure("callbackUrl", url, "Must be a URL.");
        }
        throw new BulkFailure("callbackUrl", url, "Must be a URL.");
    }
}
