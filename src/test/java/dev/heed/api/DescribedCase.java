package dev.heed.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The API's own description. */
abstract class DescribedCase extends ApiCase {

    @Test
    void describesEveryCall() {
        Reply description = get("viewer", "/v3/api-docs");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.text("/info/title")).isEqualTo("Heed");
        assertThat(description.at("/paths").properties()).extracting(java.util.Map.Entry::getKey).contains("/api/v1/changes", "/api/v1/changes/{changeId}",
                "/api/v1/subjects", "/api/v1/subjects/search", "/api/v1/subjects/{id}/preferences", "/api/v1/subjects/{id}/history", "/api/v1/check",
                "/api/v1/systems", "/api/v1/parked", "/api/v1/parked/{id}", "/api/v1/parked/{id}/again", "/api/v1/changes/{changeId}/proof", "/api/v1/entries/{entryId}/proof",
                "/api/v1/ledger/verify", "/api/v1/checkpoints", "/api/v1/checkpoints/{number}", "/api/v1/checkpoints/{older}/consistency/{newer}",
                "/api/v1/reports/propagation", "/api/v1/reports/retention", "/api/v1/subjects/{id}/erasure", "/api/v1/subjects/{id}/why", "/api/v1/subjects/{id}/export/prov", "/api/v1/subjects/{id}/export/consent-receipt", "/api/v1/subjects/{id}/merge", "/api/v1/subjects/{id}/split", "/api/v1/dry-run",
                "/api/v1/policies", "/api/v1/policies/{digest}");
        assertThat(description.text("/paths/~1api~1v1~1changes/post/requestBody/content/application~1json/schema/$ref")).endsWith("/StatedChange");
        assertThat(description.text("/paths/~1api~1v1~1changes/post/responses/409/$ref")).isEqualTo(ApiDescription.PROBLEM);
        assertThat(description.at("/components/responses/problem/content").has("application/problem+json")).isTrue();
        assertThat(description.at("/components/schemas/StatedChange/required")).extracting(name -> name.asText())
                .containsExactlyInAnyOrder("source", "eventId", "key", "value", "actor", "evidence");
        assertThat(description.at("/components/schemas/StatedChange/properties/actor/enum")).hasSize(4);
    }

    @Test
    void hasAPage() {
        assertThat(get("viewer", "/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
