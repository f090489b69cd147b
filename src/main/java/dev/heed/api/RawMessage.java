package dev.heed.api;

import dev.heed.change.Provenance;
import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.mapping.Message;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Base64;

/**
 * A system's message as it came in.
 *
 * @param body null for those who may not see it
 * @param gone whether it is kept no longer: whom it was about was erased, or it was past retention
 */
record RawMessage(
        @Schema(description = "null where it is gone") Long id,
        @Schema(example = "messages") String feed, Instant receivedAt,
        @Schema(description = "SHA-256, empty where whom it was about was erased") String digest,
        Integer bytes,
        @Schema(allowableValues = {"text", "base64"}) String encoding,
        @Schema(description = "As it came in, for engineers only") String body,
        @Schema(description = "Whether it is kept no longer: whom it was about was erased, or it was past retention") boolean gone) {

    static RawMessage of(Inbound inbound, boolean shown) {
        Message message = inbound.message();
        String text = RawText.of(message);
        return new RawMessage(inbound.id(), message.feed(), message.receivedAt(), message.digest(), message.body().length, text == null ? "base64" : "text",
                !shown ? null : text == null ? Base64.getEncoder().encodeToString(message.body()) : text, false);
    }

    /** What the ledger still knows of it. */
    static RawMessage gone(Provenance origin) {
        return new RawMessage(null, null, origin.receivedAt(), origin.digest(), null, null, null, true);
    }

    /** What is in it may be anything that a system knows of a person. */
    static boolean isShownTo(HttpServletRequest request) {
        return request.isUserInRole("engineer");
    }
}
