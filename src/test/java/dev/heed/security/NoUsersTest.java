package dev.heed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.HeedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class NoUsersTest {

    @Test
    void doesNotStartWhenNobodyCouldSignInAndSaysWhatToDo(CapturedOutput output) {
        assertThatThrownBy(() -> start().close()).isNotNull();

        assertThat(output).contains("Nobody could sign in: heed.security.users is empty.", "Name at least one user in config/application.yaml");
    }

    @Test
    void doesNotStartWithAUserWhoHasNoPassword(CapturedOutput output) {
        assertThatThrownBy(() -> start("--heed.security.users[0].name=ada", "--heed.security.users[0].roles=viewer").close()).isNotNull();

        assertThat(output).contains("The user \"ada\" in heed.security.users is not complete.");
    }

    private static org.springframework.context.ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(HeedApplication.class)
                .registerShutdownHook(false)
                .properties("heed.home=src/test/resources/homes/small", "heed.data=target/test-heed/nobody", "server.port=0",
                        "spring.config.location=classpath:/application.yaml", "spring.config.import=")
                .run(settings);
    }
}
