package dev.heed.api;

import dev.heed.deciding.Rulebook.Illegible;
import dev.heed.inforce.InForce;
import dev.heed.inforce.Note;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The policy, with its taxonomy and mapping tables, that an answer was judged by. */
record JudgedBy(
        @Schema(description = "Of its texts, SHA-256; GET /api/v1/policies/{digest} gives them", example = "9f2c5b0f6f6f4e0c6b8a1a1d2f8e8f1b7c3f5a9d0e4b6c8d7a2e1f3b5c9d8e7f") String digest,
        @Schema(description = "When it was noted that it is in force") Instant since) {

    static JudgedBy of(Note note) {
        return new JudgedBy(note.digest(), note.since());
    }

    static JudgedBy of(InForce policy) {
        return of(policy.note());
    }

    /** The question is a right one, and to answer it by another policy would be a lie. */
    ErrorResponseException illegible(Illegible e) {
        return Wrong.of(HttpStatus.NOT_IMPLEMENTED, "What was in force then is not understood by this version of Heed, and nothing else is to judge in its place. "
                + e.getMessage() + " (policy " + digest + ", since " + since + ")");
    }
}
