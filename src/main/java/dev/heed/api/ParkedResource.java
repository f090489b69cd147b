package dev.heed.api;

import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.ledger.InboundMessages.Kept;
import dev.heed.ledger.ParkedMessages;
import dev.heed.ledger.ParkedMessages.Parked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a person. For operators; the raw message is for engineers. */
@RestController
@RequestMapping(path = "/api/v1/parked", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "parked", description = "What is kept for a person to look at: nothing is ever dropped")
class ParkedResource {

    /** @param next what to give as {@code before} for the next page, null if this is the last */
    record Page(List<Item> parked, Long next) {
    }

    record Item(long id, @Schema(example = "twilio") String system,
                @Schema(allowableValues = {"in", "out", "erase"}, description = "in: a message that could not be taken; out: a delivery that was refused; erase: a deletion that was refused") String direction,
                @Schema(description = "In the system's own words, or Heed's about its message") String reason,
                Instant parkedAt, Instant resolvedAt, UUID changeId, UUID subjectId) {

        private static Item of(Parked parked) {
            return new Item(parked.id(), parked.system(), parked.direction(), parked.reason(), parked.parkedAt(), parked.resolvedAt(),
                    parked.change(), parked.subject());
        }
    }

    record One(Item parked, @Schema(description = "null for a delivery, and for a message that named somebody who was erased") RawMessage message) {
    }

    private final ParkedMessages parked;
    private final InboundMessages messages;
    private final ProducerTemplate producer;

    ParkedResource(ParkedMessages parked, InboundMessages messages, ProducerTemplate producer) {
        this.parked = parked;
        this.messages = messages;
        this.producer = producer;
    }

    @GetMapping
    @Operation(summary = "What waits, newest first")
    Page waiting(@RequestParam(required = false) String system, @Parameter(description = "1 to 500") @RequestParam(defaultValue = "50") int limit,
                 @Parameter(description = "next of the page before") @RequestParam(required = false) Long before) {
        Paging.check(limit);
        if (system != null) {
            Characters.check("system", system, false);
        }
        List<Parked> found = parked.waiting(system, Paging.from(before), limit + 1);
        List<Item> page = found.stream().limit(limit).map(Item::of).toList();
        return new Page(page, found.size() > limit ? page.get(limit - 1).id() : null);
    }

    @PostMapping("/{id}/again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Take a message up again", description = "For a message whose cause was mended: a table that did not know a value, say. It is taken up as if it had just come in, and parked anew if that fails.")
    @ApiResponse(responseCode = "202", description = "It waits to be taken up, and for nobody any more")
    @ApiResponse(responseCode = "404", description = "Nothing of this id was parked", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "409", description = "It is no message that waits for a person", ref = ApiDescription.PROBLEM)
    Item again(@PathVariable long id) {
        find(id);
        Kept waiting = messages.again(id).orElseThrow(() -> Wrong.of(HttpStatus.CONFLICT, "It is no message that waits for a person."));
        producer.asyncSendBody("direct:wake-intake", List.of(waiting));
        return Item.of(find(id));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One of them, with its message", description = "The raw body is shown to engineers only.")
    @ApiResponse(responseCode = "200", description = "It, and the message")
    @ApiResponse(responseCode = "404", description = "Nothing of this id was parked", ref = ApiDescription.PROBLEM)
    One one(@PathVariable long id, HttpServletRequest request) {
        Parked found = find(id);
        Inbound message = found.inbound() == null ? null : messages.find(found.inbound()).orElse(null);
        return new One(Item.of(found), message == null ? null : RawMessage.of(message, RawMessage.isShownTo(request)));
    }

    private Parked find(long id) {
        return parked.find(id).orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "Nothing of this id was parked."));
    }
}
