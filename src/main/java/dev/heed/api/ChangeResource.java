package dev.heed.api;

import dev.heed.clocks.DeliveryClocks;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.Dossiers;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes: told by whoever has no adapter, and looked up with what became of them. */
@RestController
@RequestMapping(path = "/api/v1/changes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "changes", description = "One statement about one preference, and what became of it")
class ChangeResource {

    record Accepted(UUID changeId) {
    }

    private final Statements statements;
    private final Ledger ledger;
    private final Dossiers dossiers;
    private final Deliveries deliveries;
    private final DeliveryClocks clocks;
    private final ChangeViews views;

    ChangeResource(Statements statements, Ledger ledger, Dossiers dossiers, Deliveries deliveries, DeliveryClocks clocks, ChangeViews views) {
        this.statements = statements;
        this.ledger = ledger;
        this.dossiers = dossiers;
        this.deliveries = deliveries;
        this.clocks = clocks;
        this.views = views;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Tell a change", description = "For any system without an adapter. With the answer it is kept and decided; the systems are told next.")
    @ApiResponse(responseCode = "202", description = "It is recorded; told again, the same answer is given")
    @ApiResponse(responseCode = "409", description = "The source told another event with this eventId", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "422", description = "It cannot be said whose change it is", ref = ApiDescription.PROBLEM)
    ResponseEntity<Accepted> tell(@RequestBody StatedChange stated) {
        UUID change = statements.take(stated);
        return ResponseEntity.accepted().location(URI.create("/api/v1/changes/" + change)).body(new Accepted(change));
    }

    @GetMapping("/{changeId}")
    @Operation(summary = "A change and its receipt", description = "Where several people share the contact point, each system is listed once, with the least finished of their deliveries. "
            + "A refusal has a deadline in each, and the law that asks for it.")
    Receipt receipt(@PathVariable UUID changeId) {
        Entry entry = ledger.find(changeId).orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "There is no change of this id."));
        return Receipt.of(views.view(entry, dossiers.load(entry.change().subject())), deliveries.of(changeId), clocks.of(changeId));
    }
}
