package dev.heed.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** A change in Heed's own form. At least one of {@code record}, {@code email} and {@code phone} says whose it is. */
@Texts(lines = "value")
record StatedChange(
        @Schema(description = "Where it was stated; not the name of a system that has a feed of its own", requiredMode = RequiredMode.REQUIRED,
                pattern = "[a-z][a-z0-9-]*", maxLength = 40, example = "preference-page")
        String source,
        @Schema(description = "The source's own id of the person; without it the address or number is the id", pattern = "\\S(.*\\S)?", maxLength = 200,
                example = "customer-4711")
        String record,
        @Schema(description = "The source's own id of the event: told again with the same id, it is taken once", requiredMode = RequiredMode.REQUIRED,
                pattern = "\\S(.*\\S)?", maxLength = 200, example = "2f1c9a")
        String eventId,
        @Schema(maxLength = 320, example = "ada@example.com")
        String email,
        @Schema(description = "E.164, or as it is dialled in the home region of config/policy.yaml", maxLength = 60, example = "+15550100001")
        String phone,
        @Schema(description = "What it is about, as in config/taxonomy.yaml: channel/purpose, channel/purpose/topic, or an attribute",
                requiredMode = RequiredMode.REQUIRED, maxLength = 200, example = "email/marketing")
        String key,
        @Schema(description = "granted, denied, withdrawn, pending or expired; for an attribute its value, empty for none",
                requiredMode = RequiredMode.REQUIRED, maxLength = 2000, example = "withdrawn")
        String value,
        @Schema(description = "Who spoke", requiredMode = RequiredMode.REQUIRED, maxLength = 20,
                allowableValues = {"subject", "agent", "automation", "third_party"}, example = "subject")
        String actor,
        @Schema(description = "How it was collected", requiredMode = RequiredMode.REQUIRED, maxLength = 20,
                allowableValues = {"double_opt_in", "form", "agent", "import", "inferred", "third_party"}, example = "form")
        String evidence,
        @Schema(description = "Where exactly; without it, the source", pattern = "\\S(.*\\S)?", maxLength = 500, example = "https://example.com/preferences")
        String collectionPoint,
        @Schema(description = "Version of the notice or wording that was shown", pattern = "\\S(.*\\S)?", maxLength = 500, example = "privacy-2024-05")
        String wording,
        @Schema(description = "ISO 3166", pattern = "[A-Z]{2}(-[A-Z0-9]{1,3})?", maxLength = 6, example = "DE")
        String jurisdiction,
        @Schema(description = "When it was stated, with offset; without it, when Heed hears of it. A future time is set back to that too, and flagged",
                format = "date-time", maxLength = 60, example = "2024-05-20T10:13:21Z")
        String capturedAt) {
}
