package dev.heed.api;

import dev.heed.notary.Proofs;
import dev.heed.notary.Report;
import dev.heed.notary.Verifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proof for one entry, and the verification of them all. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "evidence", description = "That the ledger is as it was written: docs/evidence.md")
class ProofResource {

    private final Proofs proofs;
    private final Verifier verifier;

    ProofResource(Proofs proofs, Verifier verifier) {
        this.proofs = proofs;
        this.verifier = verifier;
    }

    @GetMapping("/changes/{changeId}/proof")
    @Operation(summary = "Proof that a change stands in the ledger", description = "HeedVerifier checks it: docs/evidence.md")
    @ApiResponse(responseCode = "200", description = "Its chain up to a leaf, the path to a signed root, and the key")
    @ApiResponse(responseCode = "404", description = "There is no change of this id", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "409", description = "No checkpoint covers it yet", ref = ApiDescription.PROBLEM)
    Map<String, Object> change(@PathVariable UUID changeId) {
        return proof(changeId, "There is no change of this id.");
    }

    @GetMapping("/entries/{entryId}/proof")
    @Operation(summary = "Proof that an entry stands in the ledger", description = "The same for every entry: a change, a merge, a split, the certificate of an erasure.")
    @ApiResponse(responseCode = "200", description = "Its chain up to a leaf, the path to a signed root, and the key")
    @ApiResponse(responseCode = "404", description = "There is no entry of this id", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "409", description = "No checkpoint covers it yet", ref = ApiDescription.PROBLEM)
    Map<String, Object> entry(@PathVariable UUID entryId) {
        return proof(entryId, "There is no entry of this id.");
    }

    private Map<String, Object> proof(UUID entry, String none) {
        if (!proofs.knows(entry)) {
            throw Wrong.of(HttpStatus.NOT_FOUND, none);
        }
        return proofs.inclusion(entry).orElseThrow(() -> Wrong.of(HttpStatus.CONFLICT,
                "No checkpoint covers this entry yet. One is taken every few seconds: ask again.")).members();
    }

    @PostMapping("/ledger/verify")
    @Operation(summary = "Verify the whole ledger", description = "Reads every entry and every checkpoint, and holds them against what this node exported. "
            + "A million entries take about a minute.")
    @ApiResponse(responseCode = "200", description = "What was found; sound or not")
    @ApiResponse(responseCode = "409", description = "A verification is running", ref = ApiDescription.PROBLEM)
    Report verify() {
        return verifier.verify().orElseThrow(() -> Wrong.of(HttpStatus.CONFLICT, "A verification is running already."));
    }
}
