package dev.heed.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whether a contact point may be used now. */
@RestController
@Tag(name = "check", description = "May this contact point be used for this?")
class CheckResource {

    private final Gate gate;

    CheckResource(Gate gate) {
        this.gate = gate;
    }

    @PostMapping(path = "/api/v1/check", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "May this contact point be used?", description = "Permits only what is granted and not refused by anybody who is reached there. "
            + "What cannot be told, because nobody is known there or the ledger cannot be read, is denied.")
    @ApiResponse(responseCode = "200", description = "permit or deny, and why")
    @ApiResponse(responseCode = "400", description = "It is no question that can be answered", ref = ApiDescription.PROBLEM)
    Gate.Verdict check(@RequestBody Question question) {
        return gate.ask(question);
    }
}
