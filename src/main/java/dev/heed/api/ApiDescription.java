package dev.heed.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the API's page says of the whole. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ApiDescription {

    static final String PROBLEM = "#/components/responses/problem";

    @Bean
    OpenAPI openApi() {
        Schema<?> problem = new ObjectSchema().addProperty("type", new StringSchema()).addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer")).addProperty("detail", new StringSchema().description("A sentence for the caller"))
                .addProperty("instance", new StringSchema().description("Stands in Heed's log too")).addProperty("member", new StringSchema().description("Member or parameter that is wrong"));
        return new OpenAPI()
                .info(new Info().title("Heed").version("v1").description("Carries customers' consent and preferences between marketing systems, and shows what became of each change."))
                .addSecurityItem(new SecurityRequirement().addList("user"))
                .components(new Components()
                        .addSecuritySchemes("user", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                        .addSchemas("Problem", problem)
                        .addResponses("problem", new ApiResponse().description("What is wrong, as RFC 9457 says it").content(new Content()
                                .addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))))));
    }
}
