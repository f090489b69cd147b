package dev.heed.api;

import dev.heed.intake.Intake;
import dev.heed.intake.Merging;
import dev.heed.intake.Merging.UnansweredCalls;
import dev.heed.intake.Taken;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two subjects that are one person, and one that is two after all. Both are entries in the ledger, and undo one another. */
@RestController
@RequestMapping(path = "/api/v1/subjects/{id}", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "subjects")
class MergeResource {

    @Texts
    record Merge(
            @Schema(description = "The other subject", requiredMode = RequiredMode.REQUIRED, maxLength = 36,
                    pattern = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", example = "8d9c2a34-6b1e-4c52-a9f0-3f6f0c7be6a1") String other,
            @Schema(description = "How it is known, for whoever asks later", requiredMode = RequiredMode.REQUIRED, maxLength = 500) String because) {
    }

    @Texts
    record Split(
            @Schema(description = "How it is known, for whoever asks later", requiredMode = RequiredMode.REQUIRED, maxLength = 500) String because) {
    }

    /** @param persons each person that came of it */
    record Persons(@Schema(description = "The person, or the two persons, that came of it") List<UUID> persons) {
    }

    private record Done(List<UUID> persons, List<Taken> taken) {
    }

    private final Merging merging;
    private final Intake intake;
    private final Subjects subjects;
    private final TransactionTemplate transaction;
    private final ProducerTemplate producer;

    MergeResource(Merging merging, Intake intake, Subjects subjects, TransactionTemplate transaction, ProducerTemplate producer) {
        this.merging = merging;
        this.intake = intake;
        this.subjects = subjects;
        this.transaction = transaction;
        this.producer = producer;
    }

    @PostMapping("/merge")
    @Operation(summary = "Two subjects are one person", description = "The one known longer speaks for both. What was said stays in the chain it was said in.")
    @ApiResponse(responseCode = "200", description = "The person both are now")
    @ApiResponse(responseCode = "409", description = "They are one already", ref = ApiDescription.PROBLEM)
    Persons merge(@PathVariable UUID id, @RequestBody Merge merge) {
        UUID other = UUID.fromString(merge.other());
        known(id);
        known(other);
        return tell(transaction.execute(status -> merging.merge(id, other, merge.because()).map(person -> new Done(List.of(person), List.of(intake.reconsider(person))))
                .orElseThrow(() -> Wrong.member(HttpStatus.CONFLICT, "other", "is the same person already"))));
    }

    @PostMapping("/split")
    @Operation(summary = "This subject is a person of its own after all", description = "Undoes a merge: each has again what was said in their own chain. No machine merges them again.")
    @ApiResponse(responseCode = "200", description = "The two persons they are now")
    @ApiResponse(responseCode = "409", description = "This subject was not merged into another, or a call about the two is not answered yet", ref = ApiDescription.PROBLEM)
    Persons split(@PathVariable UUID id, @RequestBody Split split) {
        known(id);
        try {
            return tell(transaction.execute(status -> merging.split(id, split.because())
                    .map(whole -> new Done(List.of(id, whole), List.of(intake.reconsider(id), intake.reconsider(whole))))
                    .orElseThrow(() -> Wrong.of(HttpStatus.CONFLICT, "This subject was not merged into another."))));
        } catch (UnansweredCalls e) {
            throw Wrong.of(HttpStatus.CONFLICT, "A call about this person is not answered yet, and what it writes is meant for one person: " + e.getMessage() + ". Split them when it is.");
        }
    }

    private Persons tell(Done done) {
        done.taken().forEach(taken -> producer.asyncSendBody("direct:tell", taken));
        return new Persons(done.persons());
    }

    private void known(UUID subject) {
        if (!subjects.exists(subject) || subjects.erasedAt(subject).isPresent()) {
            throw Wrong.of(HttpStatus.NOT_FOUND, "There is no subject of this id.");
        }
    }
}
