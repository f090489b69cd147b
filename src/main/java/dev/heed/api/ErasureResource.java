package dev.heed.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.heed.erasure.Erasing;
import dev.heed.erasure.Erasures;
import dev.heed.erasure.Erasures.Erasure;
import dev.heed.erasure.SystemAnswers;
import dev.heed.erasure.SystemAnswers.SystemAnswer;
import dev.heed.intake.Taken;
import dev.heed.ledger.Subjects;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erasing a person, and the certificate that they were. */
@RestController
@RequestMapping(path = "/api/v1/subjects/{id}/erasure", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "subjects")
class ErasureResource {

    /**
     * @param completedAt when every system had answered for the last record that it was to delete, null until then
     * @param systems     how each stands to it now
     * @param certificate what every system was told, null until the person is erased
     * @param entryIds    of the ledger's entries that hold it
     */
    record State(UUID subjectId,
                 @Schema(allowableValues = {"ordered", "erased"}) String state,
                 Instant orderedAt,
                 @Schema(description = "When the key is destroyed at the latest, told or not") Instant dueAt,
                 Instant erasedAt,
                 @Schema(description = "When every system had answered for the last record that it was to delete; a system that was down may answer after the key is gone") Instant completedAt,
                 List<Answer> systems,
                 @JsonRawValue @Schema(type = "object", description = "It stands in the ledger too, for everybody to read") String certificate,
                 @Schema(description = "Entries of the ledger that hold it, each proved by GET /entries/{entryId}/proof; the second one says that every system has answered since") List<UUID> entryIds) {

        private static State of(Erasure erasure, List<SystemAnswer> systems, List<UUID> entries) {
            return new State(erasure.person(), erasure.erasedAt() == null ? "ordered" : "erased", erasure.orderedAt(), erasure.dueAt(),
                    erasure.erasedAt(), erasure.completedAt(), systems.stream().map(Answer::of).toList(), erasure.certificate(), entries);
        }
    }

    /** How one system stands to it. */
    record Answer(@Schema(example = "salesforce") String system,
                  @Schema(allowableValues = {"waiting", "suppressed", "erased", "refused", "unanswered", "unknown"}, description = "waiting: it has still to answer; "
                          + "suppressed: it holds the refusals; erased: it held them, and has deleted the records; refused: it would not, and a person has to look; "
                          + "unanswered: it had not answered when the key was destroyed; unknown: the person was not known there") String state,
                  @Schema(description = "When the last refusal was known to stand there") Instant suppressedAt,
                  @Schema(description = "When it had answered for the last record that it was to delete") Instant erasedAt,
                  @Schema(description = "Why it refused or waits, in its own words") String reason) {

        private static Answer of(SystemAnswer answer) {
            return new Answer(answer.system(), answer.state(), answer.suppressedAt(), answer.erasedAt(), answer.reason());
        }
    }

    private final Erasing erasing;
    private final Erasures erasures;
    private final SystemAnswers answers;
    private final Subjects subjects;
    private final ProducerTemplate producer;

    ErasureResource(Erasing erasing, Erasures erasures, SystemAnswers answers, Subjects subjects, ProducerTemplate producer) {
        this.erasing = erasing;
        this.erasures = erasures;
        this.answers = answers;
        this.subjects = subjects;
        this.producer = producer;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Erase a person", description = "Withdraws everything and tells every system, and has those delete their records whose manifests say so; then the person's key is destroyed, and nothing of them can be read "
            + "any more. Their addresses stay refused, by a keyed hash. There is no way back.")
    @ApiResponse(responseCode = "202", description = "It is ordered; asked again, it is done once")
    @ApiResponse(responseCode = "404", description = "There is no subject of this id", ref = ApiDescription.PROBLEM)
    State order(@PathVariable UUID id) {
        UUID person = person(id);
        Taken taken = erasing.order(person);
        producer.asyncSendBody("direct:tell", taken);
        return state(id);
    }

    @GetMapping
    @Operation(summary = "Whether a person was erased, how each system stands to it, and the certificate")
    @ApiResponse(responseCode = "200", description = "How far it is")
    @ApiResponse(responseCode = "404", description = "There is no such subject, or nobody asked to erase them", ref = ApiDescription.PROBLEM)
    State state(@PathVariable UUID id) {
        Erasure erasure = erasures.find(person(id)).orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "Nobody asked to erase this subject."));
        return State.of(erasure, answers.of(erasure), erasures.entries(erasure.person()));
    }

    private UUID person(UUID id) {
        return subjects.person(id).orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "There is no subject of this id."));
    }
}
