package dev.heed.api;

import dev.heed.change.Change;
import dev.heed.change.ContactPoint;
import dev.heed.change.Key;
import dev.heed.deciding.Held;
import dev.heed.deciding.RecordView;
import dev.heed.deciding.Rulebook.Illegible;
import dev.heed.mapping.Mapping;
import dev.heed.policy.Answer;
import dev.heed.policy.Slot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What holds for a person, and what one system is known to hold of it. */
@RestController
@RequestMapping(path = "/api/v1/subjects", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "subjects")
class PreferenceResource {

    /** @param knownAt up to when what was recorded is in it: asked for both again, the answer is the same for ever */
    record State(UUID subjectId,
                 @Schema(description = "When it was true") Instant asOf,
                 @Schema(description = "As known when; given both again, the answer is this one for ever") Instant knownAt,
                 @Schema(description = "The policy that was in force then") JudgedBy policy,
                 List<Preference> preferences) {
    }

    /** @param since when the change that bears it was stated, at the latest */
    record Preference(
            @Schema(example = "sms/marketing") String key,
            @Schema(example = "phone:+15550100001") String contactPoint,
            @Schema(description = "The decision, or the attribute's value; not_set where nothing was said", example = "withdrawn") String value,
            @Schema(description = "When it was stated, at the latest") Instant since,
            UUID changeId, String source, String evidence, String actor) {
    }

    /** @param policy with the mapping table by which what was held then means something */
    record SystemState(UUID subjectId, String system, Instant knownAt, @Schema(description = "What was in force then") JudgedBy policy, List<Holding> records) {
    }

    record Holding(String id, boolean present, List<Shown> fields) {
    }

    /** @param sent what was written and not shown since, null if nothing is open */
    record Shown(
            @Schema(example = "sms/marketing") String key,
            @Schema(description = "What the native field holds", example = "opt-out") String token,
            @Schema(description = "What that means; null if the mapping table does not know it", example = "withdrawn") String meaning,
            @Schema(description = "When it was last known to stand there") Instant seenAt,
            @Schema(allowableValues = {"confirmed", "open"}, description = "open: Heed wrote something that the system has not shown yet") String state,
            @Schema(description = "What Heed wrote, while that is open") String sent, Instant sentAt) {
    }

    private final Persons persons;

    PreferenceResource(Persons persons) {
        this.persons = persons;
    }

    @GetMapping("/{id}/preferences")
    @Operation(summary = "What holds for a person, or held", description = "Every key for every contact point, as it was true at asOf and known at knownAt; both are "
            + "now where they are not given. It is judged by the policy that was in force at knownAt, which is named; before the first that was noted, by that one. "
            + "With system, what that system is, or was, known to hold, record by record, read by the mapping table of then.")
    @ApiResponse(responseCode = "200", description = "What holds, or what the system holds",
            content = @Content(schema = @Schema(oneOf = {State.class, SystemState.class})))
    @ApiResponse(responseCode = "404", description = "There is no subject of this id, or no such system", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "410", description = "The person was erased", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "501", description = "What was in force then says what this version of Heed does not understand", ref = ApiDescription.PROBLEM)
    Record preferences(@PathVariable UUID id, @RequestParam(required = false) String system,
                       @Parameter(description = "What was true then", example = "2026-11-25T14:19:02Z") @RequestParam(required = false) String asOf,
                       @Parameter(description = "As known then", example = "2026-11-25T14:19:02Z") @RequestParam(required = false) String knownAt) {
        Persons.Past past = persons.past(id, asOf, knownAt, system);
        try {
            return system == null ? state(past) : held(past, system);
        } catch (Illegible e) {
            throw JudgedBy.of(past.policy()).illegible(e);
        }
    }

    private State state(Persons.Past past) {
        return new State(past.dossier().subject(), past.asOf(), past.knownAt(), JudgedBy.of(past.policy()),
                past.policy().rulebook().decider().holding(past.dossier(), past.asOf()).entrySet().stream()
                .map(PreferenceResource::preference)
                .sorted(Comparator.comparing(Preference::key).thenComparing(Preference::contactPoint, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList());
    }

    private static Preference preference(Map.Entry<Slot, Answer> entry) {
        Change by = entry.getValue().by();
        ContactPoint point = entry.getKey().contactPoint();
        return new Preference(entry.getKey().key().text(), point == null ? null : point.text(), entry.getValue().value(),
                by == null ? null : by.provenance().capturedTo(), by == null ? null : by.id(), by == null ? null : by.provenance().source(),
                by == null ? null : by.provenance().evidence().text(), by == null ? null : by.provenance().actor().text());
    }

    private SystemState held(Persons.Past past, String name) {
        Mapping mapping = past.policy().rulebook().mapping(name).orElse(null);
        List<RecordView> records = past.dossier().records().stream().filter(record -> record.system().equals(name)).toList();
        if (mapping == null && records.isEmpty()) {
            throw Wrong.member(HttpStatus.NOT_FOUND, "system", "there is no system of this name");
        }
        return new SystemState(past.dossier().subject(), name, past.knownAt(), JudgedBy.of(past.policy()), records.stream().map(record -> new Holding(record.id(), record.present(),
                record.held().entrySet().stream().map(field -> shown(mapping, field.getKey(), field.getValue()))
                        .sorted(Comparator.comparing(Shown::key)).toList())).toList());
    }

    /** Who tells changes through the API has no mapping table: there the token is the meaning. */
    private static Shown shown(Mapping mapping, Key key, Held held) {
        String meaning = mapping == null || held.token() == null ? held.token() : mapping.meaning(key, held.token()).orElse(null);
        return new Shown(key.text(), held.token(), meaning, held.seenAt(), held.sent() == null && held.token() != null ? "confirmed" : "open", held.sent(), held.sentAt());
    }
}
