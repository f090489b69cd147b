package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.deciding.Dossier;
import dev.heed.ledger.Ledger;
import dev.heed.ledger.Ledger.Entry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Persons: who is known by what, and all they ever said. */
@RestController
@RequestMapping(path = "/api/v1/subjects", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "subjects", description = "A person, what they prefer, and all they ever said")
class SubjectResource {

    /** @param next what to give as {@code before} for the next page, null if this is the last */
    record History(@ArraySchema(schema = @Schema(type = "object", example = ChangeViews.EXAMPLE)) List<ObjectNode> changes, Long next) {
    }

    private final Persons persons;
    private final Ledger ledger;
    private final ChangeViews views;

    SubjectResource(Persons persons, Ledger ledger, ChangeViews views) {
        this.persons = persons;
        this.ledger = ledger;
        this.views = views;
    }

    @GetMapping
    @Operation(summary = "Look a person up", description = "By exactly one of email, phone, or system with id. What stands in a query string tends to be "
            + "kept by proxies and browsers on the way: prefer POST /api/v1/subjects/search, which asks the same in its body.")
    @ApiResponse(responseCode = "200", description = "The person, and who shares the address or number")
    @ApiResponse(responseCode = "404", description = "Nobody is known by this", ref = ApiDescription.PROBLEM)
    Persons.Found find(@RequestParam(required = false) String email, @RequestParam(required = false) String phone,
                      @RequestParam(required = false) String system, @RequestParam(required = false) String id) {
        Stream.of(new String[][] {{"email", email}, {"phone", phone}, {"system", system}, {"id", id}}).filter(given -> Objects.nonNull(given[1]))
                .forEach(given -> Characters.check(given[0], given[1], false));
        return persons.find(new SubjectQuery(email, plus(phone), system, plus(id)));
    }

    @PostMapping(path = "/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Look a person up, with nothing personal in the address", description = "By exactly one of email, phone, or system with id.")
    @ApiResponse(responseCode = "200", description = "The person, and who shares the address or number")
    @ApiResponse(responseCode = "404", description = "Nobody is known by this", ref = ApiDescription.PROBLEM)
    Persons.Found search(@RequestBody SubjectQuery query) {
        return persons.find(query);
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "All a person ever said", description = "Newest first, with provenance and what became of it.")
    @ApiResponse(responseCode = "200", description = "A page of it")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    History history(@PathVariable UUID id, @Parameter(description = "1 to 500") @RequestParam(defaultValue = "50") int limit,
                    @Parameter(description = "next of the page before") @RequestParam(required = false) Long before) {
        Paging.check(limit);
        Dossier dossier = persons.dossier(id);
        List<Entry> entries = ledger.history(dossier.subject(), Paging.from(before), limit + 1);
        List<Entry> page = entries.subList(0, Math.min(limit, entries.size()));
        return new History(page.stream().map(entry -> views.view(entry, dossier)).toList(),
                entries.size() > limit ? page.get(limit - 1).sequence() : null);
    }

    /** A number's plus sign that was not encoded arrives as a space, which no number or id begins with. */
    private static String plus(String text) {
        return text != null && text.startsWith(" ") ? "+" + text.substring(1) : text;
    }
}
