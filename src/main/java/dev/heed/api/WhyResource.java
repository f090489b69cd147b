package dev.heed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.change.Permission;
import dev.heed.config.Taxonomy;
import dev.heed.deciding.Decider;
import dev.heed.deciding.Dossier;
import dev.heed.deciding.Systems;
import dev.heed.ledger.Deliveries;
import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.Ledger;
import dev.heed.notary.Proof;
import dev.heed.notary.Proofs;
import dev.heed.policy.Answer;
import dev.heed.policy.Ruling;
import dev.heed.policy.Slot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why something holds: the chain from what the customer did to the value that a system shows now. */
@RestController
@RequestMapping(path = "/api/v1/subjects/{id}/why", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "subjects")
class WhyResource {

    /** @param answers one for each contact point that the permission is about */
    record Why(UUID subjectId, @Schema(example = "sms/marketing") String key, Instant asOf, JudgedBy policy, List<Because> answers) {
    }

    /**
     * @param change    that bears the answer, null where nothing was said
     * @param message   that it was read from
     * @param proof     that it stands in the ledger
     * @param competing the other statements about it, about the whole that it is part of, and the refusals that reach so far, each with the rule by
     *                  which it does not bear this answer; of those that differ in time only the ones that can matter
     * @param sentences the same for people
     */
    record Because(
            @Schema(example = "phone:+15550100001") String contactPoint,
            @Schema(example = "withdrawn") String value,
            @Schema(type = "object", example = ChangeViews.EXAMPLE) ObjectNode change,
            @Schema(description = "What the change was read from, null where there is none") RawMessage message,
            @Schema(description = "That the change stands in the ledger, as GET /entries/{entryId}/proof gives it; null until a checkpoint covers it, a few seconds") Map<String, Object> proof,
            @ArraySchema(schema = @Schema(type = "object", example = ChangeViews.EXAMPLE)) List<ObjectNode> competing,
            List<Carrying> systems,
            List<String> sentences) {
    }

    /** @param shows what its records are known to show of the key */
    record Carrying(
            @Schema(example = "salesforce") String system,
            @Schema(description = "State of the delivery; null where the change came from there or was never to be carried") String delivery,
            Instant acceptedAt, Instant confirmedAt, String reason, List<Shown> shows) {
    }

    record Shown(String record, @Schema(example = "true") String token, @Schema(example = "withdrawn") String meaning, Instant seenAt) {
    }

    private final Persons persons;
    private final Decider decider;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Systems systems;
    private final Taxonomy taxonomy;
    private final ChangeViews views;
    private final InboundMessages messages;
    private final Proofs proofs;

    WhyResource(Persons persons, Decider decider, Ledger ledger, Deliveries deliveries, Systems systems, Taxonomy taxonomy, ChangeViews views,
                InboundMessages messages, Proofs proofs) {
        this.persons = persons;
        this.decider = decider;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.systems = systems;
        this.taxonomy = taxonomy;
        this.views = views;
        this.messages = messages;
        this.proofs = proofs;
    }

    @GetMapping
    @Operation(summary = "Why this holds, and why a system shows it", description = "From the customer's act to the value in a system: the native message, whose body is shown to engineers only, the mapping that "
            + "read it, proof that the change stands in the ledger, every competing statement with the rule by which it lost, the delivery and its confirmation; in sentences too.")
    @ApiResponse(responseCode = "200", description = "The chain, for each contact point")
    @ApiResponse(responseCode = "400", description = "The taxonomy has no such permission", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "404", description = "There is no subject of this id, or no such system", ref = ApiDescription.PROBLEM)
    Why why(@PathVariable UUID id, @RequestParam String channel, @RequestParam String purpose, @RequestParam(required = false) String topic,
            @Parameter(description = "This one only; all where it is not given") @RequestParam(required = false) String system, HttpServletRequest request) {
        Permission key = new Permission(channel, purpose, topic);
        if (!taxonomy.knows(key)) {
            throw Wrong.member("channel", "makes with purpose and topic no permission of this installation (config/taxonomy.yaml)");
        }
        if (system != null && systems.get(system) == null) {
            throw Wrong.member(HttpStatus.NOT_FOUND, "system", "there is no system of this name");
        }
        Persons.Past now = persons.past(id, null, null);
        Dossier dossier = now.dossier();
        List<Because> answers = decider.answers(dossier, key, now.asOf()).entrySet().stream()
                .map(answer -> because(dossier, answer.getKey(), answer.getValue(), now.asOf(), system, RawMessage.isShownTo(request))).toList();
        return new Why(dossier.subject(), key.text(), now.asOf(), JudgedBy.of(now.policy()), answers);
    }

    private Because because(Dossier dossier, Slot slot, Answer answer, Instant at, String only, boolean shown) {
        ObjectNode bearer = answer.by() == null ? null : decider.why(dossier, slot, answer.by(), at).map(ruling -> view(answer.by(), ruling)).orElse(null);
        List<ObjectNode> competing = dossier.changes().stream()
                .filter(change -> isFor(slot, change) && (answer.by() == null || !change.id().equals(answer.by().id())))
                .sorted(Comparator.comparing((Change change) -> change.provenance().capturedTo()).reversed())
                .flatMap(change -> decider.why(dossier, slot, change, at).map(ruling -> view(change, ruling)).stream()).filter(Objects::nonNull).toList();
        List<Carrying> carried = systems.byName().keySet().stream().filter(name -> only == null || only.equals(name))
                .map(name -> carrying(dossier, slot.key(), answer, name)).toList();
        ContactPoint point = slot.contactPoint();
        return new Because(point == null ? null : point.text(), answer.value(), bearer, message(answer.by(), shown), proof(answer.by()), competing, carried,
                Sentences.of(answer, decider.ranOut(answer).orElse(null), competing, carried));
    }

    /** Said for this address, or for none, or a refusal: that follows the person. */
    private static boolean isFor(Slot slot, Change change) {
        return change.contactPoint() == null || slot.contactPoint() == null || change.contactPoint().equals(slot.contactPoint())
                || change.key() instanceof Permission && change.decision().restrictive();
    }

    private ObjectNode view(Change change, Ruling ruling) {
        return ledger.find(change.id()).map(entry -> views.view(entry, ruling)).orElse(null);
    }

    private RawMessage message(Change change, boolean shown) {
        return change == null ? null : messages.behind(change).map(inbound -> RawMessage.of(inbound, shown)).orElseGet(() -> RawMessage.gone(change.provenance()));
    }

    private Map<String, Object> proof(Change change) {
        return change == null ? null : proofs.inclusion(change.id()).map(Proof::members).orElse(null);
    }

    private Carrying carrying(Dossier dossier, Key key, Answer answer, String system) {
        List<Shown> shows = new ArrayList<>();
        dossier.recordsIn(system).forEach(record -> record.held().entrySet().stream().filter(held -> shows(system, held.getKey(), key))
                .map(held -> new Shown(record.id(), held.getValue().token(),
                        held.getValue().token() == null ? null : systems.get(system).mapping().meaning(held.getKey(), held.getValue().token()).orElse(null), held.getValue().seenAt()))
                .forEach(shows::add));
        Map<UUID, Deliveries.Row> rows = new java.util.HashMap<>();
        if (answer.by() != null) {
            deliveries.of(answer.by().id()).stream().filter(row -> row.system().equals(system)).forEach(row -> rows.put(row.subject(), row));
        }
        Deliveries.Row row = rows.getOrDefault(dossier.subject(), rows.values().stream().findFirst().orElse(null));
        return row == null ? new Carrying(system, null, null, null, null, shows)
                : new Carrying(system, row.state().text(), row.acceptedAt(), row.confirmedAt(), row.reason(), shows);
    }

    private boolean shows(String system, Key held, Key asked) {
        return held.equals(asked) || asked instanceof Permission finer && systems.get(system).manifest().governs(held, finer);
    }
}
