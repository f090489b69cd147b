package dev.heed.api;

import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the calls of the API have in common on its page, and the clock of its gauges. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiDescription {

    /** For {@code ref} of an {@code @ApiResponse}. */
    static final String PROBLEM = "#/components/responses/problem";

    @Bean
    OpenApiCustomizer page() {
        Schema<?> problem = new ObjectSchema()
                .addProperty("type", new StringSchema()).addProperty("title", new StringSchema()).addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for the caller"))
                .addProperty("instance", new StringSchema().description("Stands in Heed's log too, if it stands there"))
                .addProperty("member", new StringSchema().description("Member or parameter that is wrong, if it is one"));
        Content content = new Content().addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
        return page -> page.info(new Info().title("Heed").version("v1").description("Consent and preferences, who said so, and what every system holds of it."))
                .getComponents()
                .addSchemas("Problem", problem)
                .addResponses("problem", new ApiResponse().description("What is wrong, as RFC 9457 says it").content(content));
    }
}
