package dev.heed.api;

import dev.heed.inforce.PoliciesInForce;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By what was judged when. */
@RestController
@RequestMapping(path = "/api/v1/policies", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "policies", description = "Policy, taxonomy and mapping tables, as they were in force")
class PolicyResource {

    record Policies(List<JudgedBy> policies) {
    }

    record Worded(String digest, @Schema(description = "By the names of the files", example = "{\"config/policy.yaml\": \"homeRegion: US\"}") Map<String, String> files) {
    }

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final PoliciesInForce policies;

    PolicyResource(PoliciesInForce policies) {
        this.policies = policies;
    }

    @GetMapping
    @Operation(summary = "What was in force when", description = "Each from its time on until that of the next; the first also for what was before. The last is in force.")
    @ApiResponse(responseCode = "200", description = "All that were noted, the first one first")
    Policies all() {
        return new Policies(policies.all().stream().map(JudgedBy::of).toList());
    }

    @GetMapping("/{digest}")
    @Operation(summary = "What a policy said that is or was in force", description = "The texts as they were in Heed's folder. The digest is SHA-256 of the canonical JSON (RFC 8785) of files.")
    @ApiResponse(responseCode = "200", description = "Its texts")
    @ApiResponse(responseCode = "404", description = "None of this digest was ever in force", ref = ApiDescription.PROBLEM)
    Worded one(@PathVariable String digest) {
        return Optional.of(digest).filter(DIGEST.asMatchPredicate()).flatMap(policies::texts).map(files -> new Worded(digest, files))
                .orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "No policy of this digest was ever in force."));
    }
}
