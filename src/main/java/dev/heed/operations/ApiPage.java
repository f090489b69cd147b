package dev.heed.operations;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands above the calls on the API's page, {@code /swagger-ui.html}. */
@Configuration(proxyBeanMethods = false)
class ApiPage {

    private static final String USER = "user";

    @Bean
    OpenAPI api(@Value("${spring.application.version:}") String version) {
        return new OpenAPI()
                .info(new Info().title("Heed").version(version)
                        .description("Carries a customer's consent and preferences between marketing systems, with provenance and proof."))
                .components(new Components().addSecuritySchemes(USER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList(USER));
    }
}
