package dev.heed.api;

import dev.heed.evidence.SignedCheckpoint;
import dev.heed.notary.Checkpoints;
import dev.heed.notary.Proofs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was signed of the ledger, and that the later is a continuation of the earlier. */
@RestController
@RequestMapping(path = "/api/v1/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "evidence", description = "That the ledger is as it was written: docs/evidence.md")
class CheckpointResource {

    /** @param next what to give as {@code before} for the next page, null if this is the last */
    record Page(List<Map<String, Object>> checkpoints, Long next) {
    }

    private final Checkpoints checkpoints;
    private final Proofs proofs;

    CheckpointResource(Checkpoints checkpoints, Proofs proofs) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
    }

    @GetMapping
    @Operation(summary = "Signed checkpoints, newest first")
    Page newest(@Parameter(description = "1 to 500") @RequestParam(defaultValue = "50") int limit,
                @Parameter(description = "next of the page before") @RequestParam(required = false) Long before) {
        Paging.check(limit);
        List<SignedCheckpoint> found = checkpoints.before(Paging.from(before), limit + 1);
        List<SignedCheckpoint> page = found.stream().limit(limit).toList();
        return new Page(page.stream().map(SignedCheckpoint::members).toList(), found.size() > limit ? page.get(limit - 1).checkpoint().number() : null);
    }

    @GetMapping("/{number}")
    @Operation(summary = "One checkpoint, with its signature and the key that checks it")
    @ApiResponse(responseCode = "200", description = "As it was exported")
    @ApiResponse(responseCode = "404", description = "There is none of this number", ref = ApiDescription.PROBLEM)
    Map<String, Object> one(@PathVariable long number) {
        return find(number).members();
    }

    @GetMapping("/{older}/consistency/{newer}")
    @Operation(summary = "Proof that one checkpoint continues another", description = "HeedVerifier checks it: docs/evidence.md")
    @ApiResponse(responseCode = "200", description = "Both checkpoints and the hashes between them")
    @ApiResponse(responseCode = "400", description = "The first is newer than the second", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "404", description = "There is none of this number", ref = ApiDescription.PROBLEM)
    Map<String, Object> consistency(@PathVariable long older, @PathVariable long newer) {
        if (older > newer) {
            throw Wrong.member("older", "is to be no greater than newer");
        }
        return proofs.consistency(find(older), find(newer)).members();
    }

    private SignedCheckpoint find(long number) {
        return checkpoints.find(number).orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "There is no checkpoint of this number."));
    }
}
