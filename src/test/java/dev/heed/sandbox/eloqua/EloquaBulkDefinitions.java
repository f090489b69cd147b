package dev.heed.sandbox.eloqua;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bulk definitions of exports, imports and sync actions, and the upload of import data. */
@RestController
@RequestMapping({Paths.BULK, Paths.BULK_ON_POD})
class EloquaBulkDefinitions {

    private static final String KIND = "/{entity}/{operation:exports|imports|syncActions}";
    private static final int LARGEST_UPLOAD = 32 * 1024 * 1024;

    private final EloquaSimulator eloqua;

    EloquaBulkDefinitions(EloquaSimulator eloqua) {
        this.eloqua = eloqua;
    }

    @PostMapping(path = KIND, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> create(@PathVariable String entity, @PathVariable String operation, @RequestBody JsonNode body) {
        Definition definition = eloqua.definitions().create(kind(entity, operation), body);
        return ResponseEntity.status(201).body(definition.head().body());
    }

    @GetMapping(KIND)
    Map<String, Object> list(@PathVariable String entity, @PathVariable String operation,
            @RequestParam(defaultValue = "1000") String limit, @RequestParam(defaultValue = "0") String offset) {
        List<?> all = eloqua.definitions().all(kind(entity, operation)).stream().map(definition -> definition.head().body()).toList();
        return BulkPage.of(limit, offset).show(all);
    }

    @GetMapping(KIND + "/{id}")
    JsonNode get(@PathVariable String entity, @PathVariable String operation, @PathVariable String id) {
        return find(entity, operation, id).head().body();
    }

    @DeleteMapping(KIND + "/{id}")
    ResponseEntity<Object> delete(@PathVariable String entity, @PathVariable String operation, @PathVariable String id) {
        eloqua.definitions().delete(find(entity, operation, id).head().uri());
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = KIND + "/{id}/data", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> json(@PathVariable String entity, @PathVariable String operation, @PathVariable String id,
            HttpServletRequest request) throws IOException {
        Definition.Import definition = input(entity, operation, id);
        return staged(definition, Upload.json(body(request), definition.names()));
    }

    @PostMapping(path = KIND + "/{id}/data", consumes = "text/csv")
    ResponseEntity<Object> csv(@PathVariable String entity, @PathVariable String operation, @PathVariable String id,
            HttpServletRequest request) throws IOException {
        Definition.Import definition = input(entity, operation, id);
        return staged(definition, Upload.csv(body(request), definition.names()));
    }

    private ResponseEntity<Object> staged(Definition.Import definition, List<Map<String, String>> rows) {
        if (!definition.triggers()) {
            eloqua.staging().add(definition, rows);
            return ResponseEntity.noContent().build();
        }
        eloqua.limits().sync(definition.head().kind());
        eloqua.staging().add(definition, rows);
        return ResponseEntity.status(201).body(eloqua.syncs().create(definition, null));
    }

    /** A body that is too large is answered as if the place did not exist. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST_UPLOAD) {
            throw Refusal.plain(404);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_UPLOAD + 1);
        if (body.length > LARGEST_UPLOAD) {
            throw Refusal.plain(404);
        }
        return body;
    }

    private Definition.Import input(String entity, String operation, String id) {
        if (find(entity, operation, id) instanceof Definition.Import definition) {
            return definition;
        }
        throw Refusal.plain(404);
    }

    private Definition find(String entity, String operation, String id) {
        return eloqua.definitions().find("/" + kind(entity, operation).path + "/" + id).orElseThrow(() -> Refusal.plain(404));
    }

    private static DefinitionKind kind(String entity, String operation) {
        return DefinitionKind.of(entity, operation).orElseThrow(() -> Refusal.plain(404));
    }
}
