package dev.heed.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** May this contact point be used for this? */
@Texts
record Question(
        @Schema(description = "Address or number, with its kind before it or without", requiredMode = RequiredMode.REQUIRED, maxLength = 330,
                example = "phone:+15550100001")
        String contactPoint,
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 60, example = "sms") String channel,
        @Schema(requiredMode = RequiredMode.REQUIRED, maxLength = 60, example = "marketing") String purpose,
        @Schema(description = "Without it, the purpose as a whole", maxLength = 60, example = "newsletter") String topic) {
}
