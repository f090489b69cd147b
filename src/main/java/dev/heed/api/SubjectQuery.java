package dev.heed.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** By what a person is looked up: an address, a number, or the id one system knows them by. */
@Texts
record SubjectQuery(
        @Schema(maxLength = 320, example = "ada@example.com") String email,
        @Schema(maxLength = 60, example = "+15550100001") String phone,
        @Schema(maxLength = 40, pattern = "[a-z][a-z0-9-]*", example = "salesforce") String system,
        @Schema(maxLength = 200, description = "The record's id in that system", example = "003000000000001AAA") String id) {
}
